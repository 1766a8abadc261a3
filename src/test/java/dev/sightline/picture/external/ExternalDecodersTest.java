package dev.sightline.picture.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sightline.picture.PictureDecoder;
import dev.sightline.picture.PictureException;
import dev.sightline.picture.PictureHeader;
import dev.sightline.picture.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What may go wrong with programs that are not ours, played by scripts.
class ExternalDecodersTest {

    private static final String SYSTEM = ":/usr/bin:/bin";

    @TempDir
    Path folder;

    private Settings settings = Settings.USUAL;

    @Test
    void turnAFileIntoAPicture() throws Exception {
        install("heif-dec", "/bin/cp %s $2".formatted(png()));

        assertThat(decode(folder + SYSTEM)).isEqualTo(Files.readAllBytes(png()));
    }

    /// 1 are the lights of sRGB and 12 those of Display P3, 13 is the curve of both.
    @Test
    void keepColoursThatAreNotInAProfile() throws Exception {
        install("heif-dec", "/bin/cp %s $2".formatted(png()));
        byte[] plain = Files.readAllBytes(png());
        byte[] pixels =
                PictureDecoder.decode(plain, PictureDecoder.header(plain)).rgb();

        assertThat(decodedAs(1)).isEqualTo(pixels);
        assertThat(decodedAs(12)).isNotEqualTo(pixels);
    }

    private byte[] decodedAs(int lights) throws Exception {
        byte[] file = resource("formats/soft.avif");
        int colours = new String(file, StandardCharsets.ISO_8859_1).indexOf("nclx");
        ByteBuffer.wrap(file).putShort(colours + 4, (short) lights).putShort(colours + 6, (short) 13);
        PictureHeader header = PictureDecoder.header(file);
        byte[] png = new ExternalDecoders(settings, folder + SYSTEM).decode(file, header);
        return PictureDecoder.decode(png, PictureDecoder.converted(png, header)).rgb();
    }

    @Test
    void takeTheFirstOfSeveralPictures() throws Exception {
        install("heif-convert", "/bin/cp %s ${2%%.png}-1.png".formatted(png()));

        assertThat(decode(folder + SYSTEM)).isEqualTo(Files.readAllBytes(png()));
    }

    @Test
    void areNamedWhereTheyAreMissingAndFoundOnceTheyAreThere() throws Exception {
        var decoders = new ExternalDecoders(settings, folder.toString());
        assertThatExceptionOfType(PictureException.class)
                .isThrownBy(() -> decoders.decode(heic(), header()))
                .withMessage("No HEIC decoder found. Install heif-dec, then retry.")
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("no-decoder"));

        install("heif-dec", "/bin/cp %s $2".formatted(png()));

        assertThat(decoders.decode(heic(), header())).isNotEmpty();
    }

    @Test
    void canBeNamed() throws Exception {
        Path program = install("mine", "[ $1 = -x ] && /bin/cp %s $3".formatted(png()));
        settings = settings.command(program + " -x {in} {out}");
        assertThat(decode("")).isNotEmpty();

        Files.delete(program);

        refuses("", Refusal.NO_DECODER, "sightline.picture.decoders.heic");
    }

    @Test
    void canBeSwitchedOff() throws Exception {
        install("heif-dec", "/bin/cp %s $2".formatted(png()));
        settings = settings.off();

        refuses(folder + SYSTEM, Refusal.NO_DECODER, "switched off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", SYSTEM})
    void areKilledWithTheirChildrenWhenTheyHang(String system) throws Exception {
        settings = settings.timeout(Duration.ofMillis(700));
        Path pids = folder.resolve("pids");
        install("heif-dec", """
                echo $$ >> %1$s
                (/bin/sleep 100 & echo $! >> %1$s; /bin/sleep 101) &
                echo $! >> %1$s
                /bin/sleep 102""".formatted(pids));

        refuses(folder + system, Refusal.DECODER_FAILED, "longer than");

        List<String> started = Files.readAllLines(pids);
        assertThat(started).hasSize(3);
        for (String pid : started) {
            var process = ProcessHandle.of(Long.parseLong(pid));
            await().until(() -> process.filter(ProcessHandle::isAlive).isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"while :; do echo yes; done", "while :; do echo yes >&2; done"})
    void doNotFloodWhoReadsThem(String script) throws Exception {
        settings = settings.timeout(Duration.ofMillis(700));
        install("heif-dec", script);

        refuses(folder.toString(), Refusal.DECODER_FAILED, "longer than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", SYSTEM})
    void doNotFillTheDisk(String system) throws Exception {
        Path left = folder.resolve("folder");
        install("heif-dec", """
                pwd > %s
                i=0
                while [ $i -lt 400 ]; do /usr/bin/head -c 500000 /dev/zero > part-$i || exit 1; i=$((i+1)); done
                /bin/sleep 100""".formatted(left));

        refuses(folder + system, Refusal.DECODER_FAILED, "wrote more than");

        assertThat(Path.of(Files.readString(left).strip())).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", SYSTEM})
    void doNotEatMemory(String system) throws Exception {
        settings = settings.memory(60 << 20);
        install("heif-dec", "/usr/bin/head -c 4000000000 /dev/zero | /usr/bin/tail -c 3000000000 > /dev/null");

        refuses(folder + system, Refusal.DECODER_FAILED, system.isEmpty() ? "60 MB of memory" : "memory exhausted");
    }

    @Test
    void sayWhyTheyFail() throws Exception {
        install("heif-dec", "echo 'No luck with \u0007this' >&2; echo more >&2; exit 7");

        refuses(
                folder + SYSTEM,
                Refusal.DECODER_FAILED,
                "heif-dec could not read it: it ended with code 7 (No luck with this)");
    }

    @Test
    void areRefusedWhenTheyWriteNothingOrALink() throws Exception {
        install("heif-dec", "exit 0");
        refuses(folder + SYSTEM, Refusal.DECODER_FAILED, "wrote no picture");

        install("heif-dec", "/bin/ln -s %s $2".formatted(png()));
        refuses(folder + SYSTEM, Refusal.DECODER_FAILED, "wrote no picture");
    }

    @Test
    void areNotTrustedWithWhatTheyWrite() throws Exception {
        install("heif-dec", "echo '<html>' > $2");
        assertUnreadable();

        install("heif-dec", "/bin/cp $1 $2");
        assertUnreadable();
    }

    private void assertUnreadable() throws Exception {
        byte[] written = decode(folder + SYSTEM);
        assertThatExceptionOfType(PictureException.class)
                .isThrownBy(() -> PictureDecoder.converted(written, header()))
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(Refusal.DECODER_FAILED));
    }

    @Test
    void areToldNothingAndReadNothing() throws Exception {
        Path seen = folder.resolve("seen");
        install(
                "heif-dec",
                "/usr/bin/env > %s; read line || echo closed >> %s; /bin/cp %s $2".formatted(seen, seen, png()));

        decode(folder + SYSTEM);

        assertThat(Files.readAllLines(seen))
                .allMatch(line -> line.matches("(TMPDIR|MALLOC_ARENA_MAX|PWD|_|SHLVL|OLDPWD)=.*|closed"))
                .contains("closed");
    }

    private Path install(String name, String script) throws IOException {
        Path program = folder.resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    private byte[] decode(String paths) throws Exception {
        return new ExternalDecoders(settings, paths).decode(heic(), header());
    }

    private void refuses(String paths, Refusal refusal, String words) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThatExceptionOfType(PictureException.class)
                .isThrownBy(() -> decode(paths))
                .withMessageContaining(words)
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal)));
    }

    private static PictureHeader header() throws IOException {
        return PictureDecoder.header(heic());
    }

    private static byte[] heic() throws IOException {
        return resource("formats/soft.heic");
    }

    private Path png() throws IOException {
        Path png = folder.resolve("made.png");
        return Files.exists(png) ? png : Files.write(png, resource("formats/palette-reference.png"));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ExternalDecodersTest.class.getResourceAsStream("/picture/" + name)) {
            return in.readAllBytes();
        }
    }
}
