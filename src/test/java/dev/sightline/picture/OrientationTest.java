package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {

    private static final int WIDTH = 21;
    private static final int HEIGHT = 13;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsJpegsUpright(int orientation) {
        byte[] plain = Files.jpeg(Pattern.soft(WIDTH, HEIGHT), false);

        assertUpright(Files.decoded(plain), Files.withExif(plain, Files.exif(orientation)), orientation);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsPngsUpright(int orientation) {
        Picture stored = Pattern.sharp(WIDTH, HEIGHT);

        assertUpright(
                stored, Files.withChunk(Files.png(stored), Files.chunk("eXIf", Files.exif(orientation))), orientation);
    }

    @Test
    void turnsWebpsUpright() {
        assertUpright(Pattern.soft(48, 36), Files.resource("lossless-turned.webp"), 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 65535})
    void takesNonsenseForUpright(int orientation) {
        byte[] plain = Files.jpeg(Pattern.soft(WIDTH, HEIGHT), false);

        assertUpright(Files.decoded(plain), Files.withExif(plain, Files.exif(orientation)), 1);
    }

    private static void assertUpright(Picture stored, byte[] file, int orientation) {
        PictureHeader header = PictureDecoder.header(file);
        Picture upright = PictureDecoder.decode(file, header);

        boolean turned = orientation >= 5;
        assertThat(header.width()).isEqualTo(turned ? stored.height() : stored.width());
        assertThat(header.height()).isEqualTo(turned ? stored.width() : stored.height());
        assertThat(upright.width()).isEqualTo(header.width());
        assertThat(upright.height()).isEqualTo(header.height());
        for (int y = 0; y < upright.height(); y++) {
            for (int x = 0; x < upright.width(); x++) {
                assertThat(Pattern.pixel(upright, x, y))
                        .as("orientation %d at %d, %d", orientation, x, y)
                        .isEqualTo(expected(stored, orientation, x, y));
            }
        }
    }

    /// The stored pixel that is displayed at `x`, `y`, as the EXIF standard's table has it.
    private static int expected(Picture stored, int orientation, int x, int y) {
        int right = stored.width() - 1;
        int bottom = stored.height() - 1;
        return switch (orientation) {
            case 1 -> Pattern.pixel(stored, x, y);
            case 2 -> Pattern.pixel(stored, right - x, y);
            case 3 -> Pattern.pixel(stored, right - x, bottom - y);
            case 4 -> Pattern.pixel(stored, x, bottom - y);
            case 5 -> Pattern.pixel(stored, y, x);
            case 6 -> Pattern.pixel(stored, y, bottom - x);
            case 7 -> Pattern.pixel(stored, right - y, bottom - x);
            default -> Pattern.pixel(stored, right - y, x);
        };
    }
}
