package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The files are those of other programs; see `formats.py` among the resources.
class TiffTest {

    private static final Picture PICTURE = Pattern.soft(48, 36);

    @ParameterizedTest
    @ValueSource(
            strings = {"rgb-raw", "rgb-tiff_lzw", "rgb-tiff_adobe_deflate", "rgb-packbits", "tiles", "big", "pages"})
    void decodesEveryCompression(String name) {
        assertThat(decoded(name).rgb()).isEqualTo(PICTURE.rgb());
    }

    @Test
    void decodesSixteenBits() {
        assertThat(Pattern.difference(decoded("wide"), PICTURE)).isLessThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "jpeg-tiles"})
    void decodesJpegInside(String name) {
        assertThat(Pattern.difference(decoded(name), PICTURE)).isLessThan(1);
    }

    @Test
    void decodesPalettesAndSingleBits() {
        assertThat(decoded("palette").rgb())
                .isEqualTo(Files.decoded(Files.resource("formats/palette-reference.png"))
                        .rgb());
        assertThat(decoded("bilevel").rgb())
                .isEqualTo(Files.decoded(Files.resource("formats/bilevel-reference.png"))
                        .rgb());
    }

    @Test
    void decodesGrey() {
        Picture grey = decoded("grey");

        for (int i = 0; i < grey.rgb().length; i += 3) {
            assertThat(grey.rgb()[i]).isEqualTo(grey.rgb()[i + 1]).isEqualTo(grey.rgb()[i + 2]);
        }
        assertThat(Pattern.pixel(grey, 0, 0) & 0xFF).isEqualTo(29); // 11.4 % of the blue
    }

    @Test
    void putsTransparencyOverWhite() {
        assertThat(decoded("alpha").rgb()).isEqualTo(Pattern.behindDisc(PICTURE).rgb());
        assertThat(Pattern.difference(decoded("alpha-multiplied"), Pattern.behindDisc(PICTURE)))
                .isLessThan(0.5);
    }

    @Test
    void turnsUpright() {
        Picture turned = decoded("turned");

        assertThat(turned.width()).isEqualTo(36);
        assertThat(turned.rgb())
                .isEqualTo(Orientation.LEFT.upright(PICTURE.rgb(), 48, 36).rgb());
    }

    @Test
    void marksMorePages() {
        assertThat(PictureDecoder.header(Files.resource("formats/pages.tif")).sequence())
                .isEqualTo(Sequence.PAGES);
        assertThat(PictureDecoder.header(Files.resource("formats/big.tif")).sequence())
                .isEqualTo(Sequence.SINGLE);
    }

    @Test
    void refusesWhatItDoesNotReadByName() {
        assertRefused(Files.resource("formats/fax.tif"), Refusal.FORMAT_UNSUPPORTED, "faxes");
        assertRefused(tiff(8, 8, 258, 32, 339, 3), Refusal.FORMAT_UNSUPPORTED, "32 bits");
        assertRefused(tiff(8, 8, 262, 8), Refusal.FORMAT_UNSUPPORTED, "Lab");
        assertRefused(tiff(8, 8, 259, 34712), Refusal.FORMAT_UNSUPPORTED, "method 34712");
    }

    @Test
    void refusesAMissingEnd() {
        byte[] raw = tiff(100, 100);

        assertThat(Files.decoded(raw).width()).isEqualTo(100);
        assertRefused(Arrays.copyOf(raw, raw.length - 1), Refusal.TRUNCATED, "Upload it again");
    }

    /// Two planes of samples, the second row of units below the first.
    @Test
    void decodesPlanesInBothByteOrders() {
        byte[] samples = new byte[3 * 4 * 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) i;
        }
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            byte[] file = new TiffBuilder(order)
                    .number(256, 4)
                    .number(257, 2)
                    .numbers(258, 8, 8, 8)
                    .number(262, 2)
                    .number(277, 3)
                    .number(278, 1)
                    .number(284, 2)
                    .strips(273, 279, samples, 4)
                    .file();

            Picture picture = Files.decoded(file);

            // Strips: red rows, green rows, blue rows.
            assertThat(Pattern.pixel(picture, 1, 0)).isEqualTo(0x010911);
            assertThat(Pattern.pixel(picture, 3, 1)).isEqualTo(0x070F17);
        }
    }

    @ParameterizedTest
    @CsvSource({"10100,10000", "2147483647,2147483647"})
    void refusesBombsByTheirHeader(int width, int height) {
        byte[] file = tiff(8, 8, 256, width, 257, height, 278, height);
        assertRefused(file, Refusal.TOO_MANY_PIXELS, "the limit is 100");
        long before = allocated();

        assertRefused(file, Refusal.TOO_MANY_PIXELS, "the limit is 100");

        assertThat(allocated() - before).as("bytes allocated").isLessThan(200_000);
    }

    @Test
    void refusesMoreStripsThanAnybodyWrites() {
        assertRefused(tiff(8, 8, 257, 1_000_000, 278, 1), Refusal.CORRUPT, "damaged");
    }

    /// One strip of 24 megabytes, which is never in memory as a whole.
    @Test
    void takesNoMoreMemoryThanItSays() {
        byte[] file = tiff(4000, 2000);
        PictureHeader header = PictureDecoder.header(file);
        PictureDecoder.decode(file, header);
        long before = allocated();

        PictureDecoder.decode(file, header);

        assertThat(allocated() - before).isLessThan(header.decodingBytes()).isLessThan(26_000_000);
    }

    private static Picture decoded(String name) {
        return Files.decoded(Files.resource("formats/" + name + ".tif"));
    }

    /// Plain and black, of three samples a pixel, with some entries changed.
    private static byte[] tiff(int width, int height, int... tagsAndNumbers) {
        var builder = new TiffBuilder(ByteOrder.LITTLE_ENDIAN)
                .number(256, width)
                .number(257, height)
                .number(258, 8)
                .number(262, 2)
                .number(277, 3)
                .number(278, height)
                .strips(273, 279, new byte[width * height * 3], width * height * 3);
        for (int i = 0; i < tagsAndNumbers.length; i += 2) {
            builder.number(tagsAndNumbers[i], tagsAndNumbers[i + 1]);
        }
        return builder.file();
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static void assertRefused(byte[] file, Refusal refusal, String words) {
        assertThatExceptionOfType(PictureException.class)
                .isThrownBy(() -> Files.decoded(file))
                .withMessageContaining(words)
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }
}
