package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholderTest {

    /// As the algorithm's description computes it; see `make.py` among the resources.
    @ParameterizedTest
    @CsvSource({
        "32, 24, L$HewT2xw#X9m3WHjue?gMfkfQfk",
        "24, 32, T$HoE;2xw#m3WHjugMfkfQnnWrju",
        "24, 24, K$HoH_2xw#m3WHjugMfkfQ"
    })
    void isABlurhash(int width, int height, String blurhash) {
        assertThat(Placeholder.of(Pattern.soft(width, height)).blurhash()).isEqualTo(blurhash);
    }

    @Test
    void blursPicturesOfAnySize() {
        assertThat(Placeholder.of(Pattern.soft(1, 1)).blurhash()).hasSize(4 + 2 * 9);
        assertThat(Placeholder.of(Pattern.soft(900, 1)).blurhash()).hasSize(4 + 2 * 12);
        assertThat(Placeholder.of(Pattern.soft(30, 2000)).blurhash()).hasSize(4 + 2 * 12);
    }

    /// Half black, half white is the grey of half the light, which is lighter than the middle of the scale.
    @Test
    void averagesLight() {
        var picture = new Picture(8, 8, new byte[8 * 8 * 3]);
        Arrays.fill(picture.rgb(), 0, 8 * 8 * 3 / 2, (byte) 255);

        assertThat(Placeholder.of(picture).colour()).isEqualTo("#bcbcbc");
    }
}
