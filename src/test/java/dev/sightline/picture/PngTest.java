package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngTest {

    private static final int WIDTH = 19;
    private static final int HEIGHT = 11;
    private static final int[] CHANNELS = {1, 0, 3, 1, 2, 0, 4};

    /// One of the fifteen ways in which PNG stores samples.
    private record Kind(int depth, int colours, boolean interlaced) {

        int channels() {
            return CHANNELS[colours];
        }

        int most() {
            return (1 << depth) - 1;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(false, true).flatMap(interlaced -> Stream.of(
                        new int[] {0, 1},
                        new int[] {0, 2},
                        new int[] {0, 4},
                        new int[] {0, 8},
                        new int[] {0, 16},
                        new int[] {2, 8},
                        new int[] {2, 16},
                        new int[] {3, 1},
                        new int[] {3, 2},
                        new int[] {3, 4},
                        new int[] {3, 8},
                        new int[] {4, 8},
                        new int[] {4, 16},
                        new int[] {6, 8},
                        new int[] {6, 16})
                .map(kind -> new Kind(kind[1], kind[0], interlaced)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void decodesEveryKind(Kind kind) {
        int[][][] samples = samples(kind);

        Picture decoded = Files.decoded(file(kind, samples, new byte[0]));

        assertPixels(decoded, (x, y) -> expected(kind, samples[y][x], false));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void takesTheKeyColourForTransparent(Kind kind) {
        if (kind.colours() != 0 && kind.colours() != 2) {
            return;
        }
        int[][][] samples = samples(kind);
        int[] key = samples[4][7];
        var content = new byte[key.length * 2];
        for (int i = 0; i < key.length; i++) {
            content[i * 2] = (byte) (key[i] >> 8);
            content[i * 2 + 1] = (byte) key[i];
        }

        Picture decoded = Files.decoded(file(kind, samples, Files.chunk("tRNS", content)));

        assertPixels(decoded, (x, y) -> expected(kind, samples[y][x], Arrays.equals(samples[y][x], key)));
    }

    @Test
    void readsWhatTheJdkWrites() {
        Picture picture = Pattern.sharp(201, 97);

        assertThat(Files.decoded(Files.png(picture)).rgb()).isEqualTo(picture.rgb());
        assertThat(Files.decoded(Files.written(Pattern.image(picture, BufferedImage.TYPE_4BYTE_ABGR), "png"))
                        .rgb())
                .isEqualTo(picture.rgb());
    }

    @Test
    void knowsAnimations() {
        byte[] still = Files.png(Pattern.soft(9, 9));

        assertThat(PictureDecoder.header(still).sequence()).isEqualTo(Sequence.SINGLE);
        assertThat(PictureDecoder.header(
                                Files.withChunk(still, Files.chunk("acTL", new byte[] {0, 0, 0, 3, 0, 0, 0, 0})))
                        .sequence())
                .isEqualTo(Sequence.ANIMATION);
    }

    @Test
    void refusesTruncatedFiles() {
        byte[] whole = Files.png(Pattern.sharp(64, 64));
        for (int length = 8; length < whole.length - 20; length += 97) {
            byte[] part = Arrays.copyOf(whole, length);

            assertThatExceptionOfType(PictureException.class)
                    .isThrownBy(() -> Files.decoded(part))
                    .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(Refusal.TRUNCATED));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {45, 70})
    void noticesDamage(int at) {
        byte[] file = Files.png(Pattern.sharp(64, 64));
        file[at] ^= 1;

        assertThatExceptionOfType(PictureException.class)
                .isThrownBy(() -> Files.decoded(file))
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(Refusal.CORRUPT));
    }

    private interface Pixel {
        int at(int x, int y);
    }

    private static void assertPixels(Picture picture, Pixel expected) {
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertThat(Pattern.pixel(picture, x, y)).as("at %d, %d", x, y).isEqualTo(expected.at(x, y));
            }
        }
    }

    private static int[][][] samples(Kind kind) {
        var random = new Random(kind.hashCode());
        var samples = new int[HEIGHT][WIDTH][];
        for (int[][] row : samples) {
            Arrays.setAll(
                    row, x -> random.ints(kind.channels(), 0, kind.most() + 1).toArray());
        }
        return samples;
    }

    private static int expected(Kind kind, int[] samples, boolean transparent) {
        if (kind.colours() == 3) {
            return paletteColour(samples[0]);
        }
        boolean alpha = kind.channels() % 2 == 0;
        double opacity = transparent ? 0 : alpha ? eightBits(kind, samples[samples.length - 1]) / 255.0 : 1;
        int pixel = 0;
        for (int i = 0; i < 3; i++) {
            int sample = eightBits(kind, samples[kind.channels() < 3 ? 0 : i]);
            pixel = pixel << 8 | (int) Math.round(sample * opacity + 255 * (1 - opacity));
        }
        return pixel;
    }

    private static int eightBits(Kind kind, int sample) {
        return kind.depth() < 8 ? sample * 255 / kind.most() : Math.round(sample * 255f / kind.most());
    }

    /// The first colours are translucent: an eighth, two eighths, ... opaque.
    private static int paletteColour(int index) {
        int alpha = index < 3 ? (index + 1) * 32 : 255;
        var colour = new Picture(1, 1, new byte[] {(byte) (index * 3), (byte) (255 - index), (byte) (index * 7)});
        return Pattern.overWhite(colour, 0, 0, alpha);
    }

    private static byte[] file(Kind kind, int[][][] samples, byte[] more) {
        return Files.pngFile(
                Files.pngHeader(WIDTH, HEIGHT, kind.depth(), kind.colours(), kind.interlaced() ? 1 : 0),
                Files.chunk("gAMA", new byte[] {0, 0, (byte) 0xB1, (byte) 0x8F}),
                kind.colours() == 3 ? palette(kind) : new byte[0],
                more,
                parts(deflated(rows(kind, samples))),
                Files.chunk("IEND", new byte[0]));
    }

    private static byte[] palette(Kind kind) {
        int count = kind.most() + 1;
        var colours = new byte[count * 3];
        for (int i = 0; i < count; i++) {
            colours[i * 3] = (byte) (i * 3);
            colours[i * 3 + 1] = (byte) (255 - i);
            colours[i * 3 + 2] = (byte) (i * 7);
        }
        byte[] alphas = Arrays.copyOf(new byte[] {32, 64, 96}, Math.min(3, count));
        return Files.joined(Files.chunk("PLTE", colours), Files.chunk("tRNS", alphas));
    }

    /// In several data chunks, one of them empty.
    private static byte[] parts(byte[] data) {
        int middle = data.length / 3;
        return Files.joined(
                Files.chunk("IDAT", Arrays.copyOf(data, middle)),
                Files.chunk("IDAT", new byte[0]),
                Files.chunk("IDAT", Arrays.copyOfRange(data, middle, data.length)));
    }

    private static byte[] deflated(byte[] data) {
        try (var deflater = new Deflater()) {
            deflater.setInput(data);
            deflater.finish();
            var out = new byte[data.length + 100];
            return Arrays.copyOf(out, deflater.deflate(out));
        }
    }

    private static byte[] rows(Kind kind, int[][][] samples) {
        var out = new ByteArrayOutputStream();
        if (!kind.interlaced()) {
            pass(kind, samples, 0, 0, 1, 1, out);
            return out.toByteArray();
        }
        int[][] passes = {
            {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
        };
        for (int[] pass : passes) {
            pass(kind, samples, pass[0], pass[1], pass[2], pass[3], out);
        }
        return out.toByteArray();
    }

    /// The rows of a pass, each with another filter than the one before.
    private static void pass(
            Kind kind, int[][][] samples, int firstX, int firstY, int stepX, int stepY, ByteArrayOutputStream out) {
        int count = Math.ceilDiv(WIDTH - firstX, stepX);
        int pixelBytes = Math.max(1, kind.channels() * kind.depth() / 8);
        var above = new byte[(count * kind.channels() * kind.depth() + 7) / 8];
        int filter = 0;
        for (int y = firstY; y < HEIGHT; y += stepY) {
            byte[] row = packed(kind, samples[y], firstX, stepX, above.length);
            out.write(filter % 5);
            for (int i = 0; i < row.length; i++) {
                out.write(row[i] - predicted(filter % 5, row, above, i, pixelBytes));
            }
            above = row;
            filter++;
        }
    }

    private static byte[] packed(Kind kind, int[][] samples, int firstX, int stepX, int length) {
        var row = new byte[length];
        int bit = 0;
        for (int x = firstX; x < WIDTH; x += stepX) {
            for (int sample : samples[x]) {
                for (int i = kind.depth() - 1; i >= 0; i--, bit++) {
                    row[bit / 8] |= (byte) ((sample >> i & 1) << 7 - bit % 8);
                }
            }
        }
        return row;
    }

    private static int predicted(int filter, byte[] row, byte[] above, int i, int pixelBytes) {
        int left = i < pixelBytes ? 0 : row[i - pixelBytes] & 0xFF;
        int up = above[i] & 0xFF;
        int corner = i < pixelBytes ? 0 : above[i - pixelBytes] & 0xFF;
        return switch (filter) {
            case 0 -> 0;
            case 1 -> left;
            case 2 -> up;
            case 3 -> (left + up) / 2;
            default -> {
                int estimate = left + up - corner;
                int nearest = Math.abs(estimate - left) <= Math.abs(estimate - up) ? left : up;
                yield Math.abs(estimate - nearest) <= Math.abs(estimate - corner) ? nearest : corner;
            }
        };
    }
}
