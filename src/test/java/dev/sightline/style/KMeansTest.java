package dev.sightline.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.style.KMeans.Clusters;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KMeansTest {

    private static final int ITERATIONS = 50;

    @ParameterizedTest
    @CsvSource({"400, 16, 4", "1000, 64, 10", "3000, 32, 25"})
    void findsThePlantedClusters(int size, int dimension, int k) {
        var planted = Planted.of(size, dimension, k, 0.5, 7);
        var found = KMeans.fit(planted.points(), k, 1, 5, ITERATIONS);
        var pairs = IntStream.range(0, size)
                .mapToObj(point -> List.of(found.assignment().nearest()[point], planted.cluster()[point]))
                .collect(Collectors.toSet());
        // As many pairs as clusters: each is one of the planted ones.
        assertThat(pairs).hasSize(k);
        assertThat(found.centres().size()).isEqualTo(k);
    }

    @Test
    void givesTheSameWhateverTheNumberOfThreads() throws Exception {
        var points = Planted.of(5000, 48, 12, 2, 3).points();
        try (var one = new ForkJoinPool(1);
                var four = new ForkJoinPool(4)) {
            var alone = one.submit(() -> KMeans.fit(points, 20, 5, ITERATIONS)).get();
            var together =
                    four.submit(() -> KMeans.fit(points, 20, 5, ITERATIONS)).get();
            assertSame(alone, together);
        }
    }

    @Test
    void isRepeatedByItsSeedAndChangedByAnother() {
        var points = Planted.of(2000, 32, 12, 2, 3).points();
        var first = KMeans.fit(points, 20, 5, ITERATIONS);
        assertSame(KMeans.fit(points, 20, 5, ITERATIONS), first);
        assertThat(KMeans.fit(points, 20, 6, ITERATIONS).assignment().nearest())
                .isNotEqualTo(first.assignment().nearest());
    }

    private static void assertSame(Clusters a, Clusters b) {
        assertThat(a.centres().values()).isEqualTo(b.centres().values());
        assertThat(a.assignment().nearest()).isEqualTo(b.assignment().nearest());
        assertThat(a.assignment().cosines()).isEqualTo(b.assignment().cosines());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 37})
    void leavesEveryPointWithItsNearestCentreAndNoneEmpty(int k) {
        var points = Planted.of(600, 24, 9, 1.5, 11).points();
        var found = KMeans.fit(points, k, 2, 2, ITERATIONS);
        assertThat(found.centres().size()).isEqualTo(k);
        assertThat(found.assignment().sizes(k)).doesNotContain(0);
        for (int point = 0; point < points.size(); point++) {
            var nearest = found.assignment().nearest()[point];
            double cosine = points.product(point, found.centres(), nearest);
            assertThat((double) found.assignment().cosines()[point]).isCloseTo(cosine, within(1e-5));
            for (int centre = 0; centre < k; centre++) {
                assertThat(points.product(point, found.centres(), centre)).isLessThanOrEqualTo(cosine + 1e-5);
            }
        }
    }

    @Test
    void comesCloserWithEachIterationAndWithMoreStarts() {
        var points = Planted.of(3000, 32, 30, 1.5, 13).points();
        double before = KMeans.fit(points, 30, 1, 0).distance();
        for (int iterations = 1; iterations < 6; iterations++) {
            double after = KMeans.fit(points, 30, 1, iterations).distance();
            assertThat(after).isLessThanOrEqualTo(before + 1e-7);
            before = after;
        }
        assertThat(KMeans.fit(points, 30, 1, 4, ITERATIONS).distance())
                .isLessThanOrEqualTo(KMeans.fit(points, 30, 1, ITERATIONS).distance());
    }

    @Test
    void repairsCentresThatLoseTheirPoints() {
        var points = Planted.of(500, 8, 3, 0.3, 17).points();
        // Two seeds in the same place: the second one of them has no points.
        var seeds = points.only(new int[] {0, 0, 1, 2});
        var found = KMeans.from(points, seeds, ITERATIONS);
        assertThat(found.centres().size()).isEqualTo(4);
        assertThat(found.assignment().sizes(4)).doesNotContain(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 100})
    void hasNoMoreClustersThanPoints(int k) {
        var points = Planted.of(5, 6, 5, 1, 19).points();
        var found = KMeans.fit(points, k, 1, 1, ITERATIONS);
        assertThat(found.centres().size()).isEqualTo(5);
        assertThat(found.assignment().nearest()).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(found.distance()).isCloseTo(0, within(1e-6));
    }

    @Test
    void makesOneClusterOfPointsThatAreAllTheSame() {
        var one = Planted.of(1, 16, 1, 0, 23).points();
        var points = one.only(new int[40]);
        var found = KMeans.fit(points, 8, 1, 3, ITERATIONS);
        assertThat(found.centres().size()).isOne();
        assertThat(found.assignment().nearest()).containsOnly(0);
    }

    @Test
    void makesOneClusterOfOnePoint() {
        var point = Planted.of(1, 16, 1, 0, 23).points();
        var found = KMeans.fit(point, 100, 1, 2, ITERATIONS);
        assertThat(found.centres().values()).containsExactly(point.values(), within(1e-6f));
    }

    @Test
    void standsPointsThatCancelEachOtherOut() {
        var points = new Points(new float[] {1, 0, -1, 0}, 2);
        var found = KMeans.fit(points, 1, 1, 1, ITERATIONS);
        assertThat(IntStream.range(0, 2).mapToDouble(i -> found.centres().values()[i]))
                .doesNotContain(Double.NaN);
        assertThat(Arrays.stream(found.assignment().nearest())).containsOnly(0);
    }

    @Test
    void refusesToClusterNothing() {
        assertThatThrownBy(() -> KMeans.fit(new Points(new float[0], 4), 3, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KMeans.fit(new Points(new float[4], 4), 0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
