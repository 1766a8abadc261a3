package dev.sightline.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class IntervalTest {

    /// Of a mean of n values with deviation s, the interval is 1.96 s / √n to either side.
    @Test
    void isThatOfTheNormalDistributionForManyValues() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        var values = random.doubles(2000).toArray();

        var interval = Interval.of(values);

        double half = 1.96 * Math.sqrt(1.0 / 12) / Math.sqrt(2000);
        assertThat(interval.high() - interval.low()).isCloseTo(2 * half, within(0.1 * half));
        assertThat(interval.mean()).isBetween(interval.low(), interval.high());
        assertThat(Interval.of(values)).isEqualTo(interval);
    }

    @Test
    void ofOneValueHasNoWidth() {
        assertThat(Interval.of(new double[] {0.4})).isEqualTo(new Interval(0.4, 0.4, 0.4));
        assertThatIllegalArgumentException().isThrownBy(() -> Interval.of(new double[0]));
    }
}
