package dev.sightline.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.embedding.Vector;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static final Vector X = Vector.normalised(new float[] {1, 0, 0});
    private static final Vector Y = Vector.normalised(new float[] {0, 1, 0});
    private static final Vector Z = Vector.normalised(new float[] {0, 0, 1});

    private final Calibration ofTexts = new Calibration(Kind.TEXT, List.of(X, Y, X, Y), List.of(Z, X));
    private final Calibration calibration = new Calibration(List.of(X, Y, X, Y), List.of(Z, X));

    @Test
    void eachKindHasABackgroundOfItsOwn() {
        // With the pictures Z and X.
        assertThat(calibration.background(List.of(X), Kind.IMAGE).mean()).isEqualTo(0.5);
        // With the queries X, Y, X and Y.
        assertThat(calibration.background(List.of(Y), Kind.TEXT).mean()).isEqualTo(0.5);
        assertThat(calibration.background(List.of(Z), Kind.TEXT).mean()).isZero();
        // With the means of X and Z, Y and X, X and Z, Y and X.
        assertThat(calibration.background(List.of(Z), Kind.COMBINED).mean())
                .isCloseTo(Math.sqrt(0.5) / 2, within(1e-6));
        assertThat(calibration.background(List.of(X), Kind.COMBINED).mean()).isCloseTo(Math.sqrt(0.5), within(1e-6));
        assertThat(calibration.background(List.of(X), Kind.COMBINED).deviation())
                .isCloseTo(0, within(1e-6));
    }

    @Test
    void ofSeveralLooksTheNearestCounts() {
        assertThat(calibration.background(List.of(X, Y), Kind.TEXT).mean()).isEqualTo(1);
        assertThat(calibration.level(List.of(X, Z))).isEqualTo(1);
        assertThat(calibration.level(Z)).isZero();
    }

    @Test
    void whereAModelSeesNoPicturesTextsAreJudgedByThoseOfTheBankOfPictures() {
        assertThat(ofTexts.background(X).mean()).isEqualTo(0.5);
        assertThat(ofTexts.background(List.of(Z), Kind.TEXT).mean()).isEqualTo(0.5);
        assertThat(ofTexts.background(List.of(Y), Kind.TEXT).mean()).isZero();
        assertThat(new Calibration(Kind.TEXT, List.of(X), List.of(Y)).prefix(2).kind())
                .isEqualTo(Kind.TEXT);
        assertThatThrownBy(() -> ofTexts.background(List.of(X), Kind.IMAGE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
