package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The files are Pillow's; see `make.py` beside them.
class WebpTest {

    private static final Picture PICTURE = Pattern.soft(48, 36);

    @Test
    void decodesLossy() {
        assertThat(difference("lossy.webp", PICTURE)).isLessThan(3);
    }

    @Test
    void decodesLossless() {
        assertThat(difference("lossless.webp", PICTURE)).isZero();
    }

    @Test
    void putsTransparencyOverWhite() {
        assertThat(difference("lossless-alpha.webp", Pattern.behindDisc(PICTURE)))
                .isZero();
        assertThat(difference("lossy-alpha.webp", Pattern.behindDisc(PICTURE))).isLessThan(3);
        assertThat(difference("lossy-alpha-filtered.webp", Pattern.behindDisc(PICTURE)))
                .isLessThan(3);
    }

    @Test
    void keepsTransparentPixelsOfAPaletteTransparent() {
        Picture decoded = Files.decoded(Files.resource("lossless-palette.webp"));

        for (int y = 0; y < 36; y++) {
            for (int x = 0; x < 48; x++) {
                int expected = Pattern.discAlpha(x, y, 48, 36) > 0 ? Pattern.pixel(PICTURE, x, y) & 0xC0C0C0 : 0xFFFFFF;
                assertThat(Pattern.pixel(decoded, x, y)).as("at %d, %d", x, y).isEqualTo(expected);
            }
        }
    }

    @Test
    void decodesPicturesOfOneColourHoweverSmallTheFile() {
        Picture lossless = Files.decoded(Files.resource("lossless-flat.webp"));
        Picture lossy = Files.decoded(Files.resource("lossy-flat.webp"));

        assertThat(Pattern.pixel(lossless, 399, 299)).isEqualTo(0x0A78C8);
        assertThat(Pattern.difference(lossy, lossless)).isLessThan(2);
    }

    @Test
    void decodesTheFirstFrameOfAnAnimation() {
        PictureHeader header = PictureDecoder.header(Files.resource("animated.webp"));

        assertThat(header.sequence()).isEqualTo(Sequence.ANIMATION);
        assertThat(header.width()).isEqualTo(48);
        assertThat(header.height()).isEqualTo(36);
        assertThat(difference("animated.webp", Pattern.behindDisc(PICTURE))).isZero();
    }

    private static double difference(String file, Picture expected) {
        return Pattern.difference(Files.decoded(Files.resource(file)), expected);
    }
}
