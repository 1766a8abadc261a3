package dev.sightline.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.index.Kind;
import dev.sightline.search.Judged;
import dev.sightline.search.Judgement;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveTest {

    private static final UUID STRONG = new UUID(0, 1);
    private static final UUID MIDDLE = new UUID(0, 2);
    private static final UUID WEAK = new UUID(0, 3);

    @Test
    void hasTheF1OfEachCutOff() {
        var curve = Curve.of(seen(0.9, 0.7, 0.5), Set.of(STRONG, WEAK));

        assertThat(f1(curve, 0.4)).as("all three shown").isCloseTo(4 / 5.0, within(1e-6));
        assertThat(f1(curve, 0.5)).as("a cut-off is within what is shown").isCloseTo(4 / 5.0, within(1e-6));
        assertThat(f1(curve, 0.6)).as("two shown").isCloseTo(2 / 4.0, within(1e-6));
        assertThat(f1(curve, 0.8)).as("one shown").isCloseTo(2 / 3.0, within(1e-6));
        assertThat(f1(curve, 0.92)).as("nothing shown").isZero();
        assertThat((double) curve.precision()[0]).isCloseTo((1 + 2 / 3.0) / 2, within(1e-6));
        assertThat(IntStream.of(curve.results()).sum()).isEqualTo(3 * Curve.WEIGHTS);
        assertThat(IntStream.of(curve.relevant()).sum()).isEqualTo(2 * Curve.WEIGHTS);
    }

    @Test
    void whereNothingIsRelevantOnlySilenceIsRight() {
        var curve = Curve.of(seen(0.9), Set.of());

        assertThat(f1(curve, 0.9)).isZero();
        assertThat(f1(curve, 0.92)).isOne();
        assertThat(curve.precision()).containsOnly(1f);
    }

    @Test
    void whatIsBelowTheLowestCutOffIsRankedAndNotCounted() {
        var curve = Curve.of(seen(5, -0.2), Set.of(MIDDLE));

        assertThat(curve.precision()[0]).isCloseTo(0.5f, within(1e-6f));
        assertThat(IntStream.of(curve.results()).sum()).isEqualTo(Curve.WEIGHTS);
        assertThat(f1(curve, 0.4)).isZero();
        assertThat(curve.results()[Curve.CUT_OFFS - 1]).as("in the last").isOne();
    }

    @Test
    void wordsAreAsStrongAsTheirWeight() {
        var judged = new Judged(
                List.of(
                        new Judgement(STRONG, 0.85, 0.85, null, null, 0.3, Kind.IMAGE),
                        new Judgement(WEAK, 0.1, 0.1, 1.0, 0.0, 0.1, Kind.IMAGE)),
                1,
                true);

        var curve = Curve.of(judged, Set.of(WEAK));

        for (int weight = 0; weight < Curve.WEIGHTS; weight++) {
            assertThat(curve.precision()[weight]).isEqualTo(Curve.words(weight) > 0.85 ? 1f : 0.5f);
        }
    }

    private static double f1(Curve curve, double strength) {
        int cutOff = IntStream.range(0, Curve.CUT_OFFS)
                .filter(i -> Math.abs(Curve.strength(i) - strength) < 1e-9)
                .findFirst()
                .orElseThrow();
        return curve.f1()[cutOff];
    }

    /// Images whose pixels match so strongly: the strong, the middle, the weak one.
    private static Judged seen(double... strengths) {
        var judgements = IntStream.range(0, strengths.length)
                .mapToObj(
                        i -> new Judgement(new UUID(0, i + 1), strengths[i], strengths[i], null, null, 0.3, Kind.IMAGE))
                .toList();
        return new Judged(judgements, 1, true);
    }
}
