package dev.sightline.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MeasureTest {

    @Test
    void whateverIsMeasuredHasWords() {
        assertThat(Stream.concat(Measure.OF_RANKING.stream(), Measure.OF_CUT_OFF.stream()))
                .extracting(Measure::code)
                .containsExactlyInAnyOrderElementsOf(EvaluationReport.VALUES.keySet());
        assertThat(Measure.LEADING).extracting(Measure::code).isSubsetOf(EvaluationReport.VALUES.keySet());
    }
}
