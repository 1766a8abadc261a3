package dev.sightline.picture.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.sightline.picture.MediaType;
import dev.sightline.picture.Picture;
import dev.sightline.picture.PictureDecoder;
import dev.sightline.picture.PictureHeader;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The programs that are installed on this machine, with files of theirs (see `formats.py` among the resources). Where
/// one is missing its tests are left out, except under `CI`.
class InstalledDecodersTest {

    private static final String PATH = System.getenv("PATH");

    @ParameterizedTest
    @CsvSource({
        "heif-dec {in} {out}, heif-convert {in} {out}, soft.heic, HEIC, 3",
        "heif-dec {in} {out}, heif-convert {in} {out}, soft.avif, AVIF, 3",
        "djxl {in} {out}, djxl {in} {out}, soft.jxl, JXL, 0",
        "djxl {in} {out}, djxl {in} {out}, container.jxl, JXL, 0",
        "vips copy {in} {out}, vips copy {in} {out}, soft.heic, HEIC, 3",
        "vips copy {in} {out}, vips copy {in} {out}, soft.avif, AVIF, 3",
        "vips copy {in} {out}, vips copy {in} {out}, soft.jxl, JXL, 0"
    })
    void decode(String program, String otherName, String name, MediaType type, double difference) throws Exception {
        byte[] file = resource("formats/" + name);
        PictureHeader header = PictureDecoder.header(file);
        assertThat(header.type()).isEqualTo(type);

        byte[] png =
                new ExternalDecoders(Settings.USUAL.command(installed(program, otherName)), PATH).decode(file, header);

        PictureHeader converted = PictureDecoder.converted(png, header);
        assertThat(converted.type()).isEqualTo(type);
        assertThat(converted.width()).isEqualTo(48);
        assertThat(converted.height()).isEqualTo(36);
        assertThat(difference(PictureDecoder.decode(png, converted))).isLessThanOrEqualTo(difference);
    }

    /// From the soft pattern.
    private static double difference(Picture picture) {
        long sum = 0;
        for (int y = 0, at = 0; y < 36; y++) {
            for (int x = 0; x < 48; x++) {
                int red = x * 255 / 47;
                int green = y * 255 / 35;
                for (int wanted : new int[] {red, green, 255 - (red + green) / 2}) {
                    sum += Math.abs((picture.rgb()[at++] & 0xFF) - wanted);
                }
            }
        }
        return (double) sum / picture.rgb().length;
    }

    private static String installed(String... commands) {
        for (String command : commands) {
            if (Command.find(command, PATH).isPresent()) {
                return command;
            }
        }
        String words =
                "%s is not installed. Install libheif-examples, libjxl-tools and libvips-tools to test decoding by it."
                        .formatted(commands[0].split(" ")[0]);
        return System.getenv("CI") == null ? abort(words) : fail(words);
    }

    private static byte[] resource(String name) throws Exception {
        try (InputStream in = InstalledDecodersTest.class.getResourceAsStream("/picture/" + name)) {
            return in.readAllBytes();
        }
    }
}
