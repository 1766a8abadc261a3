package dev.sightline.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.embedding.Vector;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StyleMapTest {

    private static Style style(long size, float... centroid) {
        return new Style(UUID.randomUUID(), "", false, Vector.normalised(centroid), size);
    }

    @Test
    void noTwoDiscsOverlapAndEachIsAsLargeAsItsStyle() {
        var points = Planted.of(60, 24, 6, 1, 3).points();
        var styles = IntStream.range(0, 60)
                .mapToObj(i -> style(1 + i * i, points.vector(i).toArray()))
                .toList();
        var discs = StyleMap.of(styles);
        for (int a = 0; a < discs.size(); a++) {
            assertThat(discs.get(a).radius()).isEqualTo(Math.sqrt(styles.get(a).size()));
            for (int b = 0; b < a; b++) {
                var one = discs.get(a);
                var other = discs.get(b);
                assertThat(Math.hypot(one.x() - other.x(), one.y() - other.y()))
                        .isGreaterThan(one.radius() + other.radius() - 0.5);
            }
        }
        assertThat(StyleMap.of(styles)).isEqualTo(discs);
    }

    @Test
    void alikeStylesAreNearEachOther() {
        var planted = Planted.of(24, 16, 3, 0.3, 5);
        var discs = StyleMap.of(IntStream.range(0, 24)
                .mapToObj(i -> style(50, planted.points().vector(i).toArray()))
                .toList());
        assertThat(apart(discs, planted, true)).isLessThan(0.7 * apart(discs, planted, false));
    }

    /// The mean distance of discs that belong together, or of those that do not.
    private static double apart(List<StyleMap.Disc> discs, Planted planted, boolean together) {
        return IntStream.range(0, discs.size() * discs.size())
                .filter(i -> (planted.cluster()[i / discs.size()] == planted.cluster()[i % discs.size()]) == together)
                .mapToDouble(i -> Math.hypot(
                        discs.get(i / discs.size()).x()
                                - discs.get(i % discs.size()).x(),
                        discs.get(i / discs.size()).y()
                                - discs.get(i % discs.size()).y()))
                .average()
                .orElseThrow();
    }

    @Test
    void standsOneStyleAndStylesInOnePlace() {
        assertThat(StyleMap.of(List.of())).isEmpty();
        assertThat(StyleMap.of(List.of(style(9, 0, 1)))).singleElement().satisfies(disc -> assertThat(disc.radius())
                .isEqualTo(3));
        assertThat(StyleMap.of(List.of(style(9, 0, 1), style(9, 0, 1), style(9, 0, 1))))
                .allSatisfy(disc -> assertThat(disc.x() + disc.y()).isFinite());
    }

    /// The centres lie in a plane, so the distances of their places are their own.
    @Test
    void bearingsAndPlacesAreOfOnePlane() {
        var points = new Points(new float[] {1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1, 0}, 3);
        var compass = Compass.of(points);
        var first = compass.place(0);
        var second = compass.place(2);
        assertThat(Math.hypot(first[0] - second[0], first[1] - second[1])).isCloseTo(Math.sqrt(2), within(1e-6));
        assertThat((double) compass.bearing(points, 2, 0)).isCloseTo(Math.atan2(second[1], second[0]), within(1e-6));
    }
}
