package dev.sightline.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogisticTest {

    private static final double[] X =
            IntStream.range(0, 60).mapToDouble(i -> 0.41 + 0.02 * i).toArray();

    @Test
    void findsTheCurveThatSharesWereMadeBy() {
        for (var known : new Logistic[] {new Logistic(0.86, 30), new Logistic(1.2, 6), new Logistic(0.5, 90)}) {
            var found = fitted(1000, known::at);

            assertThat(found.midpoint()).isCloseTo(known.midpoint(), within(0.005));
            assertThat(found.steepness()).isCloseTo(known.steepness(), within(0.02 * known.steepness()));
        }
    }

    @Test
    void staysFiniteWhereSharesAreDividedCompletely() {
        var found = fitted(5, x -> x > 0.8 ? 1 : 0);

        assertThat(found.midpoint()).isCloseTo(0.8, within(0.02));
        assertThat(found.steepness()).isBetween(50.0, 10_000.0);
    }

    @Test
    void staysFiniteWhereThereIsNothingToGoBy() {
        for (var share : new double[] {0, 1}) {
            for (var trials : new int[] {0, 3, 100_000}) {
                var found = fitted(trials, _ -> share);

                assertThat(found.midpoint()).as("%s of %s", share, trials).isFinite();
                assertThat(found.steepness()).as("%s of %s", share, trials).isFinite();
                assertThat(found.at(0.86)).isBetween(0.0, 1.0);
            }
        }
    }

    private static Logistic fitted(int trials, DoubleUnaryOperator share) {
        var all = new double[X.length];
        Arrays.fill(all, trials);
        return Logistic.fitted(
                X,
                all,
                Arrays.stream(X).map(x -> trials * share.applyAsDouble(x)).toArray());
    }
}
