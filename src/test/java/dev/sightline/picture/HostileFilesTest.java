package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileFilesTest {

    private static final int MUTATIONS = 100;
    private static final long MOST_PIXELS = 4_000_000;
    private static final long MOST_HEADER = 4L << 20;
    /// What was allocated and given up again, which counts here and not in what a decoder holds.
    private static final long MOST_PASSING = 64L << 20;

    static Stream<Arguments> files() {
        return SampleFiles.all().entrySet().stream().map(file -> Arguments.of(file.getKey(), file.getValue()));
    }

    @ParameterizedTest
    @MethodSource("files")
    void areRefusedOrRead(String name, byte[] file) {
        var random = new Random(20261121);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutation = SampleFiles.mutated(file, random);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> readOrRefuse(mutation), "mutation " + i + " of the " + name);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void areRefusedOrReadWhereverTheyEnd(String name, byte[] file) {
        for (int length = 0; length < file.length; length += Math.max(1, file.length / 60)) {
            byte[] part = Arrays.copyOf(file, length);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> readOrRefuse(part), length + " bytes of the " + name);
        }
    }

    private static void readOrRefuse(byte[] bytes) {
        long before = allocated();
        long most = MOST_HEADER + 10L * bytes.length;
        try {
            PictureHeader header = PictureDecoder.header(bytes, MOST_PIXELS);
            assertThat(allocated() - before)
                    .as("bytes allocated for the header")
                    .isLessThan(most);
            most += header.decodingBytes() + MOST_PASSING;
            Picture picture = PictureDecoder.decode(bytes, header);
            assertThat(picture.width()).isEqualTo(header.width());
            assertThat(picture.height()).isEqualTo(header.height());
        } catch (PictureException refused) {
            assertThat(refused).hasMessageMatching("(?s).+\\.");
        }
        assertThat(allocated() - before).as("bytes allocated").isLessThan(most);
    }

    static Stream<Arguments> bombs() {
        byte[] bmp = Files.written(new BufferedImage(4, 4, BufferedImage.TYPE_3BYTE_BGR), "bmp");
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 10_100).putInt(22, -10_000);
        byte[] gif = Files.written(new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_INDEXED), "gif");
        ByteBuffer.wrap(gif)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) 10_100)
                .putShort(8, (short) 10_000);
        byte[] jpeg = Files.jpeg(Pattern.soft(8, 8), false);
        int frame = 0;
        while (jpeg[frame] != (byte) 0xFF || jpeg[frame + 1] != (byte) 0xC0) {
            frame++;
        }
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 10_000).putShort(frame + 7, (short) 10_100);
        byte[] webp = Files.resource("animated.webp");
        ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).putInt(24, 10_099).putShort(27, (short) 9_999);
        byte[] heic = Files.resource("formats/soft.heic");
        int sides = new String(heic, StandardCharsets.ISO_8859_1).indexOf("ispe") + 8;
        ByteBuffer.wrap(heic).putInt(sides, 10_100).putInt(sides + 4, 10_000);
        // A square of 2^30 pixels a side, in 36 bits.
        byte[] jxl = {(byte) 0xFF, 0x0A, (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 3, 0};
        return Stream.of(
                Arguments.of(
                        "PNG",
                        Files.pngFile(
                                Files.pngHeader(10_100, 10_000, 8, 6, 0), Files.chunk("IDAT", new byte[100_000]))),
                Arguments.of(
                        "wide PNG",
                        Files.pngFile(
                                Files.pngHeader(Integer.MAX_VALUE, Integer.MAX_VALUE, 16, 6, 1),
                                Files.chunk("IDAT", new byte[10]))),
                Arguments.of("BMP", bmp),
                Arguments.of("GIF", gif),
                Arguments.of("JPEG", jpeg),
                Arguments.of("WebP", webp),
                Arguments.of("HEIC", heic),
                Arguments.of("JPEG XL", jxl),
                Arguments.of("CR2", RawTest.cr2(jpeg)));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void ofTooManyPixelsAreRefusedByTheirHeader(String name, byte[] file) {
        refuse(file); // loads classes
        long before = allocated();

        PictureException refused = refuse(file);

        assertThat(allocated() - before).as("bytes allocated").isLessThan(200_000);
        assertThat(refused.code()).isEqualTo("too-many-pixels");
        assertThat(refused).hasMessageContaining("the limit is 100").hasMessageContaining("Make it smaller");
    }

    private static PictureException refuse(byte[] file) {
        try {
            PictureHeader header = PictureDecoder.header(file);
            throw new AssertionError("taken: " + header);
        } catch (PictureException refused) {
            return refused;
        }
    }

    @Test
    void areHeldToTheLimitThatIsAskedFor() {
        byte[] file = Files.png(Pattern.soft(100, 101));

        assertThat(PictureDecoder.header(file, 10_100).width()).isEqualTo(100);
        assertThatExceptionOfType(PictureException.class)
                .isThrownBy(() -> PictureDecoder.header(file, 10_099))
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(Refusal.TOO_MANY_PIXELS));
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
