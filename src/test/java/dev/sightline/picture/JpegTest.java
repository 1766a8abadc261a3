package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegTest {

    private static final Picture PICTURE = Pattern.soft(240, 160);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void decodesColour(boolean progressive) {
        assertThat(Pattern.difference(Files.decoded(Files.jpeg(PICTURE, progressive)), PICTURE))
                .isLessThan(2);
    }

    @Test
    void decodesGrey() {
        var image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 256; i++) {
            image.getRaster().setSample(i % 16, i / 16, 0, 90);
        }

        Picture grey = Files.decoded(Files.jpeg(image, false));

        assertThat(Pattern.pixel(grey, 3, 9)).isEqualTo(0x5A5A5A);
    }

    @Test
    void decodesCmyk() {
        assertThat(Pattern.difference(Files.decoded(Files.resource("cmyk.jpg")), Pattern.soft(48, 36)))
                .isLessThan(3);
    }

    @Test
    void convertsColoursThatHaveAProfile() {
        var flat = new Picture(16, 16, new byte[16 * 16 * 3]);
        Arrays.fill(flat.rgb(), (byte) 55);
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        byte[] segment = Files.joined(Files.ascii("ICC_PROFILE\0"), new byte[] {1, 1}, profile);

        Picture decoded = Files.decoded(Files.withSegment(Files.jpeg(flat, false), 0xE2, segment));

        // 55 of 255 in linear light is 128 in sRGB.
        for (byte sample : decoded.rgb()) {
            assertThat(sample & 0xFF).isBetween(126, 130);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void forgivesAMissingEndMarker(boolean progressive) {
        byte[] whole = Files.jpeg(PICTURE, progressive);

        Picture decoded = Files.decoded(Arrays.copyOf(whole, whole.length - 2));

        assertThat(decoded.rgb()).isEqualTo(Files.decoded(whole).rgb());
    }

    @Test
    void forgivesAMissingEndMarkerOfATinyPicture() {
        byte[] whole = Files.jpeg(Pattern.sharp(9, 7), false);

        assertThat(Files.decoded(Arrays.copyOf(whole, whole.length - 2)).rgb())
                .isEqualTo(Files.decoded(whole).rgb());
        assertRefused(Arrays.copyOf(whole, whole.length - 20), Refusal.TRUNCATED);
    }

    @Test
    void forgivesAFewMissingRows() {
        Picture noisy = Pattern.sharp(240, 1600);
        byte[] whole = Files.jpeg(noisy, false);

        Picture decoded = Files.decoded(Arrays.copyOf(whole, whole.length * 97 / 100));

        int top = 240 * 1440 * 3;
        assertThat(Arrays.copyOf(decoded.rgb(), top))
                .isEqualTo(Arrays.copyOf(Files.decoded(whole).rgb(), top));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 30, 60, 85})
    void refusesHalfPictures(int percent) {
        Picture noisy = Pattern.sharp(240, 1600);
        for (boolean progressive : new boolean[] {false, true}) {
            byte[] whole = Files.jpeg(noisy, progressive);

            assertRefused(Arrays.copyOf(whole, whole.length * percent / 100), Refusal.TRUNCATED);
        }
    }

    @Test
    void ignoresWhatFollowsThePicture() {
        byte[] whole = Files.jpeg(PICTURE, false);

        assertThat(Files.decoded(Files.joined(whole, Files.jpeg(PICTURE, true), new byte[1000]))
                        .rgb())
                .isEqualTo(Files.decoded(whole).rgb());
    }

    /// Of each scan only the header: it says nothing, but all pixels would be gone over.
    @Test
    void refusesMoreScansThanAnyEncoderWrites() {
        byte[] progressive = Files.jpeg(PICTURE, true);
        int end = progressive.length - 2;
        byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 0, 0};
        byte[][] scans = new byte[101][];
        Arrays.fill(scans, scan);

        assertRefused(
                Files.joined(
                        Arrays.copyOf(progressive, end), Files.joined(scans), new byte[] {(byte) 0xFF, (byte) 0xD9}),
                Refusal.CORRUPT);
    }

    @Test
    void namesTheKindsItCannotRead() {
        byte[] file = Files.jpeg(PICTURE, false);
        int frame = indexOf(file, 0xC0);

        byte[] arithmetic = file.clone();
        arithmetic[frame + 1] = (byte) 0xC9;
        assertRefused(arithmetic, Refusal.FORMAT_UNSUPPORTED);

        byte[] deep = file.clone();
        deep[frame + 4] = 12;
        assertRefused(deep, Refusal.FORMAT_UNSUPPORTED);
    }

    private static int indexOf(byte[] jpeg, int marker) {
        int at = 0;
        while (jpeg[at] != (byte) 0xFF || jpeg[at + 1] != (byte) marker) {
            at++;
        }
        return at;
    }

    private static void assertRefused(byte[] file, Refusal refusal) {
        assertThatExceptionOfType(PictureException.class)
                .isThrownBy(() -> Files.decoded(file))
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }
}
