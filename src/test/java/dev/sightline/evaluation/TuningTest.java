package dev.sightline.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.index.Kind;
import dev.sightline.search.Judged;
import dev.sightline.search.Judgement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TuningTest {

    private static final int RELEVANT = 4;
    private static final int OTHERS = 12;

    private final Random random = new Random(7);

    @Test
    void findsTheCutOffThatDividesTheRelevantFromTheRest() {
        var tuning = Tuning.of(curves(100, () -> random.nextDouble(0.8, 1.2), () -> random.nextDouble(0.1, 0.7)));

        assertThat(cutOff(tuning)).isBetween(0.7, 0.8);
        assertThat(tuning.f1()).isCloseTo(1, within(1e-6));
        assertThat(tuning.averagePrecision()).isCloseTo(1, within(1e-6));
    }

    /// Where nothing divides them, no cut-off is much better than the chosen one.
    @Test
    void findsTheBestCutOffAmongOverlappingStrengths() {
        var curves = curves(400, () -> random.nextGaussian(0.95, 0.12), () -> random.nextGaussian(0.6, 0.12));
        int weight = 0;
        double best = IntStream.range(0, Curve.CUT_OFFS)
                .mapToDouble(cutOff -> mean(curves, weight, cutOff))
                .max()
                .orElseThrow();

        var tuning = Tuning.of(curves);

        int chosen = (int) Math.round((cutOff(tuning) - Curve.strength(0)) / (Curve.strength(1) - Curve.strength(0)));
        assertThat(mean(curves, weight, chosen)).isCloseTo(best, within(0.005));
        assertThat(tuning.f1()).as("of others than those that chose").isCloseTo(best, within(0.02));
        assertThat(tuning.f1()).isLessThanOrEqualTo(best + 1e-6);
    }

    /// The densities of both kinds are equal where the share of the relevant is a half.
    @Test
    void theScoreIsTheShareOfRelevantResults() {
        var curves = curves(2000, () -> random.nextGaussian(0.95, 0.12), () -> random.nextGaussian(0.6, 0.12));
        double steepness = (0.95 - 0.6) / (0.12 * 0.12);
        double midpoint = (0.95 + 0.6) / 2 + Math.log((double) OTHERS / RELEVANT) / steepness;

        var tuning = Tuning.of(curves);

        assertThat(tuning.midpoint()).isCloseTo(midpoint, within(0.02));
        assertThat(tuning.steepness()).isCloseTo(steepness, within(2.0));
    }

    @Test
    void wordsCountAsMuchAsTheyHaveTo() {
        var curves = IntStream.range(0, 40)
                .mapToObj(_ -> {
                    var judgements = new ArrayList<Judgement>();
                    var said = UUID.randomUUID();
                    judgements.add(new Judgement(said, 0.1, 0.1, 1.0, 0.0, 0.1, Kind.IMAGE));
                    seen(OTHERS, () -> 0.85).forEach(judgements::add);
                    return Curve.of(new Judged(judgements, 1, true), Set.of(said));
                })
                .toList();

        var tuning = Tuning.of(curves);

        assertThat(tuning.words()).isGreaterThan(0.85);
        assertThat(tuning.f1()).isCloseTo(1, within(1e-6));
    }

    @Test
    void queriesForWhichNothingIsRelevantHaveTheirSay() {
        var silent = IntStream.range(0, 60)
                .mapToObj(_ -> Curve.of(
                        judged(seen(OTHERS, () -> random.nextDouble(0.4, 0.95)).toList()), Set.of()));
        var others = curves(20, () -> 1, () -> 0.5).stream();

        var tuning = Tuning.of(Stream.concat(others, silent).toList());

        assertThat(cutOff(tuning)).isBetween(0.9, 1.01);
    }

    @Test
    void aFewQueriesChooseNothing() {
        assertThat(Tuning.of(curves(9, () -> 1, () -> 0))).isNull();
        assertThat(Tuning.of(curves(10, () -> 1, () -> 0))).isNotNull();
    }

    /// Where all of it leads when it is put into the configuration, as [dev.sightline.search.Fusion] does.
    private static double cutOff(Tuning tuning) {
        return tuning.midpoint() + Math.log(tuning.relevant() / (1 - tuning.relevant())) / tuning.steepness();
    }

    private static double mean(List<Curve> curves, int weight, int cutOff) {
        return curves.stream()
                .mapToDouble(curve -> curve.f1()[weight * Curve.CUT_OFFS + cutOff])
                .average()
                .orElseThrow();
    }

    private static List<Curve> curves(int count, DoubleSupplier relevant, DoubleSupplier others) {
        return IntStream.range(0, count)
                .mapToObj(_ -> {
                    var wanted = seen(RELEVANT, relevant).toList();
                    var images = new HashSet<UUID>();
                    wanted.forEach(judgement -> images.add(judgement.image()));
                    return Curve.of(
                            judged(Stream.concat(wanted.stream(), seen(OTHERS, others))
                                    .toList()),
                            images);
                })
                .toList();
    }

    private static Judged judged(List<Judgement> judgements) {
        return new Judged(judgements, 1, true);
    }

    private static Stream<Judgement> seen(int count, DoubleSupplier strength) {
        return IntStream.range(0, count).mapToObj(_ -> {
            double pixels = strength.getAsDouble();
            return new Judgement(UUID.randomUUID(), pixels, pixels, null, null, 0.3, Kind.IMAGE);
        });
    }
}
