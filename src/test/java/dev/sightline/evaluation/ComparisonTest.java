package dev.sightline.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.evaluation.Comparison.Pair;
import dev.sightline.evaluation.EvaluationRepository.Answered;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final UUID IMAGE = new UUID(0, 0);

    @Test
    void queriesAreMatchedByTheirTextEachOnce() {
        var comparison = Comparison.of(
                List.of(query("a", 1), query("b", 1), query("a", 2), query("a", 3)),
                List.of(query("c", 1), query("a", 4), query("a", 5)));

        assertThat(comparison.pairs())
                .extracting(pair -> rank(pair.a()), pair -> rank(pair.b()))
                .containsExactly(tuple(1, 4), tuple(2, 5));
        assertThat(comparison.onlyA()).isEqualTo(2);
        assertThat(comparison.onlyB()).isEqualTo(1);
        assertThat(comparison.labelled()).isZero();
    }

    @Test
    void queriesWithOtherLabelsAreCounted() {
        var other =
                new Answered(0, "a", Map.of(IMAGE, 2), List.of(), query("a", 1).result());

        assertThat(Comparison.of(List.of(query("a", 1)), List.of(other)).labelled())
                .isOne();
    }

    /// Each query gains little, and all of them the same: their means overlap, and the difference is certain.
    @Test
    void theDifferenceIsThatOfThePairs() {
        var a = IntStream.range(0, 40).mapToObj(i -> query("q" + i, 2 + i)).toList();
        var b = IntStream.range(0, 40).mapToObj(i -> query("q" + i, 1 + i)).toList();

        var difference = Comparison.of(a, b).difference("mrr");

        double gain = IntStream.range(0, 40)
                .mapToDouble(i -> 1.0 / (1 + i) - 1.0 / (2 + i))
                .average()
                .orElseThrow();
        assertThat(difference.gain().mean()).isCloseTo(gain, within(1e-9));
        assertThat(difference.a().high()).isGreaterThan(difference.b().low());
        assertThat(difference.gain().low()).isPositive();
        assertThat(difference.isCertain()).isTrue();
        assertThat(Comparison.of(b, a).difference("mrr").gain().mean()).isCloseTo(-gain, within(1e-9));
        assertThat(Comparison.of(b, a).difference("mrr").isCertain()).isTrue();
    }

    @Test
    void nothingIsCertainWhereAsManyGainAsLose() {
        var a = List.of(query("a", 1), query("b", 2), query("c", 1), query("d", 2));
        var b = List.of(query("a", 2), query("b", 1), query("c", 2), query("d", 1));

        assertThat(Comparison.of(a, b).difference("map").isCertain()).isFalse();
        assertThat(Comparison.of(a, a).difference("map").isCertain()).isFalse();
    }

    @Test
    void theLargestChangeComesFirst() {
        var comparison = Comparison.of(
                List.of(query("a", 4), query("b", 4), query("c", 1), query("d", 2), query("e", 3)),
                List.of(query("a", 2), query("b", 1), query("c", 2), query("d", 9), query("e", 3)));

        assertThat(comparison.better()).map(Pair::a).map(Answered::text).containsExactly("b", "a");
        assertThat(comparison.worse()).map(Pair::a).map(Answered::text).containsExactly("c", "d");
    }

    @Test
    void whereNothingIsRelevantThereIsNothingToGain() {
        var none = new Answered(0, "a", Map.of(), List.of(), new QueryResult(null, 0, 3, 0, null, 1, null));

        var comparison = Comparison.of(List.of(none, query("b", 1)), List.of(none, query("b", 1)));

        assertThat(comparison.pairs()).hasSize(2);
        assertThat(comparison.answerable()).hasSize(1);
        assertThat(comparison.better()).isEmpty();
    }

    /// With one relevant image, which was found at this rank.
    private static Answered query(String text, int rank) {
        var ranking = IntStream.rangeClosed(1, rank)
                .mapToObj(i -> i == rank ? IMAGE : new UUID(1, i))
                .toList();
        var grades = Map.of(IMAGE, 1);
        return new Answered(
                0, text, grades, ranking, new QueryResult(Measures.of(ranking, grades), 1, 1, 1, 1.0, 1, null));
    }

    private static int rank(Answered query) {
        return query.ranking().size();
    }
}
