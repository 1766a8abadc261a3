package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BmpTest {

    private static final Picture PICTURE = Pattern.sharp(33, 21);

    @Test
    void decodesTrueColour() {
        assertThat(Files.decoded(file(BufferedImage.TYPE_3BYTE_BGR)).rgb()).isEqualTo(PICTURE.rgb());
        assertThat(Files.decoded(file(BufferedImage.TYPE_INT_RGB)).rgb()).isEqualTo(PICTURE.rgb());
    }

    @Test
    void decodesFiveBitsASample() {
        assertThat(Pattern.difference(Files.decoded(file(BufferedImage.TYPE_USHORT_555_RGB)), PICTURE))
                .isLessThan(4);
    }

    @Test
    void takesGreyForWhatItIs() {
        var image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(1, 2, 0, 100);

        Picture decoded = Files.decoded(Files.written(image, "bmp"));

        assertThat(Pattern.pixel(decoded, 1, 2)).isEqualTo(0x646464);
        assertThat(Pattern.pixel(decoded, 0, 0)).isZero();
    }

    @Test
    void decodesBlackAndWhite() {
        var image = new BufferedImage(11, 3, BufferedImage.TYPE_BYTE_BINARY);
        image.setRGB(9, 1, -1);

        Picture decoded = Files.decoded(Files.written(image, "bmp"));

        assertThat(Pattern.pixel(decoded, 9, 1)).isEqualTo(0xFFFFFF);
        assertThat(Pattern.pixel(decoded, 8, 1)).isZero();
    }

    @Test
    void refusesTruncatedFiles() {
        byte[] whole = file(BufferedImage.TYPE_3BYTE_BGR);

        assertThatExceptionOfType(PictureException.class)
                .isThrownBy(() -> Files.decoded(Arrays.copyOf(whole, whole.length / 2)))
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(Refusal.TRUNCATED));
    }

    @Test
    void namesTheKindItCannotRead() {
        byte[] file = file(BufferedImage.TYPE_3BYTE_BGR);
        file[30] = 4; // a JPEG inside

        assertThatExceptionOfType(PictureException.class)
                .isThrownBy(() -> Files.decoded(file))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("format-unsupported"));
    }

    private static byte[] file(int type) {
        return Files.written(Pattern.image(PICTURE, type), "bmp");
    }
}
