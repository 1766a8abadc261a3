package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileFilesTest {

    private static final int MUTATIONS = 200;
    private static final long MOST_PIXELS = 4_000_000;
    private static final long MOST_HEADER = 4L << 20;
    /// What was allocated and given up again, which counts here and not in what a decoder holds.
    private static final long MOST_PASSING = 64L << 20;

    static Stream<Arguments> files() {
        Picture picture = Pattern.sharp(61, 47);
        BufferedImage image = Pattern.image(picture, BufferedImage.TYPE_3BYTE_BGR);
        return Stream.of(
                Arguments.of("JPEG", Files.withExif(Files.jpeg(picture, false), Files.exif(6))),
                Arguments.of("progressive JPEG", Files.jpeg(picture, true)),
                Arguments.of("CMYK JPEG", Files.resource("cmyk.jpg")),
                Arguments.of("PNG", Files.png(picture)),
                Arguments.of("GIF", Files.written(image, "gif")),
                Arguments.of("BMP", Files.written(image, "bmp")),
                Arguments.of("lossy WebP", Files.resource("lossy-alpha-filtered.webp")),
                Arguments.of("lossless WebP", Files.resource("lossless-alpha.webp")),
                Arguments.of("animated WebP", Files.resource("animated.webp")),
                Arguments.of("JPEG with a profile", Files.resource("colour/adobe-rgb.jpg")),
                Arguments.of("CMYK JPEG with a profile", Files.resource("colour/press.jpg")),
                Arguments.of("PNG with a profile", Files.resource("colour/display-p3.png")),
                Arguments.of("WebP with a profile", Files.resource("colour/adobe-rgb.webp")),
                Arguments.of("TIFF of inks with a profile", Files.resource("colour/press.tif")),
                Arguments.of("TIFF in strips", Files.resource("formats/rgb-tiff_lzw.tif")),
                Arguments.of("TIFF in tiles", Files.resource("formats/tiles.tif")),
                Arguments.of("TIFF of JPEG", Files.resource("formats/jpeg-tiles.tif")),
                Arguments.of("TIFF of 64 bits", Files.resource("formats/big.tif")),
                Arguments.of("TIFF of runs", Files.resource("formats/bilevel.tif")),
                Arguments.of("TIFF of 16 bits", Files.resource("formats/wide.tif")),
                Arguments.of("TIFF of a palette", Files.resource("formats/palette.tif")),
                Arguments.of("DNG", RawTest.dng()),
                Arguments.of("CR2", RawTest.cr2()),
                Arguments.of("CR3", RawTest.cr3()),
                Arguments.of("NEF", RawTest.nef()),
                Arguments.of("ARW", RawTest.arw()),
                Arguments.of("RAF", RawTest.raf()),
                Arguments.of("HEIC", Files.resource("formats/soft.heic")),
                Arguments.of("AVIF", Files.resource("formats/soft.avif")),
                Arguments.of("JPEG XL", Files.resource("formats/container.jxl")));
    }

    @ParameterizedTest
    @MethodSource("files")
    void areRefusedOrRead(String name, byte[] file) {
        var random = new Random(20261121);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutation = mutated(file, random);
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

    /// Some bytes changed, half of them near the beginning, where the sizes are; a stretch left out, doubled or put in;
    /// the end cut off; a number made huge or nothing. The checksums of a PNG are made right again, so that the
    // decoder
    /// gets to see the damage.
    private static byte[] mutated(byte[] file, Random random) {
        byte[] bytes =
                switch (random.nextInt(8)) {
                    case 0 -> Arrays.copyOf(file, random.nextInt(file.length) + 1);
                    case 1 -> spliced(file, random);
                    case 2 -> withNumber(file.clone(), random);
                    default -> file.clone();
                };
        for (int i = random.nextInt(12); i >= 0; i--) {
            int at = random.nextInt(random.nextBoolean() ? Math.min(100, bytes.length) : bytes.length);
            bytes[at] = (byte) (random.nextInt(4) == 0 ? random.nextInt(2) * 255 : random.nextInt());
        }
        if (file[0] == (byte) 0x89) {
            System.arraycopy(file, 0, bytes, 0, Math.min(8, bytes.length));
            mendChecksums(ByteBuffer.wrap(bytes));
        }
        return bytes;
    }

    private static byte[] spliced(byte[] file, Random random) {
        int from = random.nextInt(file.length);
        int to = random.nextInt(file.length);
        return Files.joined(Arrays.copyOf(file, to), Arrays.copyOfRange(file, from, file.length));
    }

    private static byte[] withNumber(byte[] file, Random random) {
        int[] numbers = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0xFFFF, file.length, file.length - 1};
        int at = random.nextInt(file.length - 3);
        var order = random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer.wrap(file).order(order).putInt(at, numbers[random.nextInt(numbers.length)]);
        return file;
    }

    private static void mendChecksums(ByteBuffer png) {
        int at = 8;
        while (at + 12 <= png.capacity()) {
            int length = png.getInt(at);
            if (length < 0 || length > png.capacity() - at - 12) {
                return;
            }
            var checksum = new CRC32();
            checksum.update(png.array(), at + 4, length + 4);
            png.putInt(at + 8 + length, (int) checksum.getValue());
            at += length + 12;
        }
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
                Arguments.of("WebP", webp));
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
