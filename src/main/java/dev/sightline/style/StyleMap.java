package dev.sightline.style;

import java.util.List;
import java.util.stream.IntStream;

/// A map of the library in two dimensions. Every style is a disc as large as it has pictures, no two of which
/// overlap; styles that differ little are near each other, as far as a plane can say so. Within its disc a picture is
/// the nearer to the middle the more typical it is, and lies in the direction in which it differs from it.
final class StyleMap {

    private static final int ROUNDS = 300;

    /// Discs are drawn together until here, and only kept apart from then on.
    private static final int PULLED = 240;

    private static final double PULL = 0.02;

    /// Between two discs, in the distance of two pictures.
    private static final double GAP = 2;

    private StyleMap() {}

    /// Where a style is. Pictures are about 1.8 apart.
    record Disc(double x, double y, double radius) {}

    /// @param styles in one space
    static List<Disc> of(List<Style> styles) {
        if (styles.isEmpty()) {
            return List.of();
        }
        var compass = Compass.of(Points.of(styles.stream().map(Style::centroid).toList()));
        double[] radii =
                styles.stream().mapToDouble(style -> Math.sqrt(style.size())).toArray();
        double[][] places = spread(
                IntStream.range(0, styles.size()).mapToObj(compass::place).toArray(double[][]::new), radii);
        for (int round = 0; round < ROUNDS; round++) {
            if (round < PULLED) {
                pull(places);
            }
            push(places, radii);
        }
        return IntStream.range(0, radii.length)
                .mapToObj(i -> new Disc(places[i][0], places[i][1], radii[i]))
                .toList();
    }

    /// As wide as all discs need.
    private static double[][] spread(double[][] places, double[] radii) {
        double wide = IntStream.range(0, places.length)
                .mapToDouble(i -> Math.hypot(places[i][0], places[i][1]))
                .max()
                .orElseThrow();
        double room = 1.5
                * Math.sqrt(IntStream.range(0, radii.length)
                        .mapToDouble(i -> radii[i] * radii[i])
                        .sum());
        for (int i = 0; i < places.length; i++) {
            // Those that are in one place are taken apart in some direction.
            places[i][0] = room * places[i][0] / Math.max(wide, 1e-9) + Math.cos(i);
            places[i][1] = room * places[i][1] / Math.max(wide, 1e-9) + Math.sin(i);
        }
        return places;
    }

    private static void pull(double[][] places) {
        for (double[] place : places) {
            place[0] *= 1 - PULL;
            place[1] *= 1 - PULL;
        }
    }

    private static void push(double[][] places, double[] radii) {
        for (int a = 0; a < places.length; a++) {
            for (int b = 0; b < a; b++) {
                double x = places[a][0] - places[b][0];
                double y = places[a][1] - places[b][1];
                double apart = Math.hypot(x, y);
                double overlap = radii[a] + radii[b] + GAP - apart;
                if (overlap > 0) {
                    double by = overlap / 2 / Math.max(apart, 1e-9);
                    places[a][0] += x * by;
                    places[a][1] += y * by;
                    places[b][0] -= x * by;
                    places[b][1] -= y * by;
                }
            }
        }
    }
}
