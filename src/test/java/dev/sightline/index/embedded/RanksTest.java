package dev.sightline.index.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RanksTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 257})
    void findsWhatSortingFinds(int count) {
        var random = new Random(count);
        double[] different = random.doubles(count).toArray();
        double[] mostlyEqual =
                random.ints(count, 0, 3).mapToDouble(value -> value).toArray();
        double[] ascending =
                DoubleStream.iterate(-1, value -> value + 1).limit(count).toArray();
        double[] equal = new double[count];
        for (double[] values : new double[][] {different, mostlyEqual, ascending, equal}) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            for (int k = 1; k <= count; k++) {
                assertThat(Ranks.largest(values.clone(), k)).isEqualTo(sorted[count - k]);
            }
        }
    }
}
