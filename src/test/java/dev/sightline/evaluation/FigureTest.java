package dev.sightline.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureTest {

    private static final Measure MEASURE = Measure.OF_RANKING.getFirst();

    @Test
    void isInWordsAndOnAScale() {
        assertThat(Figure.of(MEASURE, new Interval(0.5, 0.25, 0.8125)))
                .isEqualTo(new Figure(MEASURE, "0.500", "0.250 to 0.813", "25.00%", "50.00%", "81.25%"));
    }

    @Test
    void aDifferenceHasASignAndItsMiddleIsNothing() {
        assertThat(Figure.ofDifference(MEASURE, new Interval(0.1, -0.1, 0.2), 0.2))
                .isEqualTo(new Figure(MEASURE, "+0.100", "−0.100 to +0.200", "25.00%", "75.00%", "100.00%"));
        assertThat(Figure.signed(-0.0002)).isEqualTo("0.000");
    }
}
