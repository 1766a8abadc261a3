package dev.sightline.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductsTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 7, 3", "5, 3, 17", "12, 16, 64", "13, 17, 33", "25, 100, 48", "384, 9, 128"})
    void multiplyAllWithAllToTheSameBits(int many, int few, int dimension) {
        var points = Planted.of(many + 3, dimension, 2, 1, 1).points();
        var centres = Planted.of(few, dimension, 2, 1, 2).points();
        var plain = new PlainProducts().with(centres);
        var vector = new VectorProducts().with(centres);
        var ofPlain = new float[many * plain.width() + 1];
        var ofVector = new float[many * vector.width() + 1];
        plain.of(points, 3, many, ofPlain, 1);
        vector.of(points, 3, many, ofVector, 1);
        for (int point = 0; point < many; point++) {
            for (int centre = 0; centre < few; centre++) {
                float product = ofPlain[1 + point * plain.width() + centre];
                assertThat((double) product).isCloseTo(points.product(point + 3, centres, centre), within(1e-5));
                assertThat(ofVector[1 + point * vector.width() + centre]).isEqualTo(product);
            }
        }
    }
}
