package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResampledCropTest {

    private final Random random = new Random(20261121);

    @ParameterizedTest
    @EnumSource
    void cropsAsIfAfterwards(Resampling filter) {
        for (int round = 0; round < 200; round++) {
            var picture = noise(1 + random.nextInt(60), 1 + random.nextInt(60));
            int width = 1 + random.nextInt(60);
            int height = 1 + random.nextInt(60);
            int x = random.nextInt(width);
            int y = random.nextInt(height);
            int cropWidth = 1 + random.nextInt(width - x);
            int cropHeight = 1 + random.nextInt(height - y);

            var whole = filter.resize(picture, width, height);
            var part = filter.resizeAndCrop(picture, width, height, x, y, cropWidth, cropHeight);

            assertThat(part.width()).isEqualTo(cropWidth);
            assertThat(part.rgb())
                    .isEqualTo(whole.crop(x, y, cropWidth, cropHeight).rgb());
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesNothingOfWhatIsCutOff(Resampling filter) {
        var line = noise(1, 60_000);

        var part = filter.resizeAndCrop(line, 96, 5_760_000, 0, 2_879_952, 96, 96);

        assertThat(part.rgb()).hasSize(96 * 96 * 3);
    }

    @ParameterizedTest
    @EnumSource
    void refusesCropsOutside(Resampling filter) {
        var picture = noise(8, 8);

        assertThatThrownBy(() -> filter.resizeAndCrop(picture, 4, 4, 1, 0, 4, 4))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> filter.resizeAndCrop(picture, 4, 4, 0, 0, 0, 4))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private Picture noise(int width, int height) {
        var rgb = new byte[width * height * 3];
        random.nextBytes(rgb);
        return new Picture(width, height, rgb);
    }
}
