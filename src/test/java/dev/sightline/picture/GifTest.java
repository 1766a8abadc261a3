package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GifTest {

    @Test
    void decodesTheFirstFrame() {
        byte[] file = Files.gif(indexed(12, 9, 0), indexed(12, 9, 1));
        PictureHeader header = PictureDecoder.header(file);

        assertThat(header.sequence()).isEqualTo(Sequence.ANIMATION);
        assertPixels(PictureDecoder.decode(file, header), 12, 9, 0, 0);
    }

    @Test
    void isNotAnimatedWithOneFrame() {
        assertThat(PictureDecoder.header(Files.gif(indexed(5, 5, 0))).sequence())
                .isEqualTo(Sequence.SINGLE);
    }

    /// The screen is 20 by 15, of which the frame covers a part.
    @Test
    void putsAFrameWhereItBelongs() {
        byte[] file = Files.gif(indexed(12, 9, 0));
        file[6] = 20;
        file[8] = 15;
        int frame = frame(file);
        file[frame + 1] = 5;
        file[frame + 3] = 4;

        Picture decoded = Files.decoded(file);

        assertThat(decoded.width()).isEqualTo(20);
        assertThat(decoded.height()).isEqualTo(15);
        assertThat(Pattern.pixel(decoded, 4, 4)).isEqualTo(0xFFFFFF);
        assertPixels(decoded.crop(5, 4, 12, 9), 12, 9, 0, 0);
    }

    @Test
    void refusesTruncatedFiles() {
        byte[] whole = Files.gif(indexed(60, 60, 0));
        for (int length : new int[] {6, 12, 20, whole.length / 2}) {
            assertThatExceptionOfType(PictureException.class)
                    .isThrownBy(() -> Files.decoded(Arrays.copyOf(whole, length)))
                    .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(Refusal.TRUNCATED));
        }
    }

    private static int frame(byte[] gif) {
        int at = 13 + (3 << (gif[10] & 7) + 1);
        while (gif[at] != 0x2C) {
            at += 8; // a graphic control extension
        }
        return at;
    }

    /// Four colours in turn, the last of them transparent.
    private static BufferedImage indexed(int width, int height, int shift) {
        byte[] red = {(byte) 200, 0, 10, 77};
        byte[] green = {0, (byte) 150, 20, 77};
        byte[] blue = {0, 0, (byte) 250, 77};
        var image = new BufferedImage(
                width, height, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(2, 4, red, green, blue, 3));
        for (int i = 0; i < width * height; i++) {
            image.getRaster().setSample(i % width, i / width, 0, (i + shift) % 4);
        }
        return image;
    }

    private static void assertPixels(Picture picture, int width, int height, int left, int top) {
        int[] colours = {0xC80000, 0x009600, 0x0A14FA, 0xFFFFFF};
        for (int i = 0; i < width * height; i++) {
            assertThat(Pattern.pixel(picture, left + i % width, top + i / width))
                    .as("pixel %d", i)
                    .isEqualTo(colours[i % 4]);
        }
    }
}
