package dev.sightline.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.search.Entry;
import dev.sightline.search.Ranked;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReliabilityTest {

    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID SECOND = new UUID(0, 1);
    private static final UUID THIRD = new UUID(0, 2);

    @Test
    void comparesTheScoresOfEachTenthWithTheShareOfRelevant() {
        var bins = Reliability.of(List.of(found(Map.of(FIRST, 1, THIRD, 2), 0.95, 0.93, 0.72, 0.04)))
                .bins();

        assertThat(bins).hasSize(10);
        assertThat(bins.get(9).results()).isEqualTo(2);
        assertThat(bins.get(9).meanScore()).isCloseTo(0.94, within(1e-9));
        assertThat(bins.get(9).shareOfRelevant()).isEqualTo(0.5);
        assertThat(bins.get(7).shareOfRelevant()).isEqualTo(1);
        assertThat(bins.get(0).results()).as("what nobody looks at").isZero();
    }

    /// |0.94 - 0.5| for two results and |0.72 - 1| for one.
    @Test
    void theErrorIsTheMeanDistanceOfAllResults() {
        var reliability = Reliability.of(List.of(found(Map.of(FIRST, 1), 0.95, 0.93), found(Map.of(FIRST, 1), 0.72)));

        assertThat(reliability.error()).isCloseTo((2 * 0.44 + 0.28) / 3, within(1e-9));
    }

    @Test
    void certaintyIsInTheLastTenth() {
        var bins = Reliability.of(List.of(found(Map.of(SECOND, 1), 1, 1))).bins();

        assertThat(bins.get(9).results()).isEqualTo(2);
    }

    @Test
    void isNotSaidWhereNothingHasAScore() {
        var found = new Ranked(List.of(new Entry(FIRST, 0.03, null, null, null)), 1, true);
        var withoutScores = QueryResult.of(found, new LabelledQuery("", Map.of(FIRST, 1)), 1, false);

        assertThat(Reliability.of(List.of(withoutScores))).isNull();
        assertThat(Reliability.of(List.of(found(Map.of(), 0.01))).error()).isZero();
    }

    private static QueryResult found(Map<UUID, Integer> grades, double... scores) {
        var entries = IntStream.range(0, scores.length)
                .mapToObj(i -> new Entry(new UUID(0, i), scores[i], null, null, null))
                .toList();
        int shown = (int) Arrays.stream(scores).filter(score -> score >= 0.6).count();
        return QueryResult.of(new Ranked(entries, shown, true), new LabelledQuery("", grades), 1, true);
    }
}
