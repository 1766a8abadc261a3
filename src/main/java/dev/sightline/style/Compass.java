package dev.sightline.style;

import java.util.Arrays;
import java.util.SplittableRandom;

/// The two directions in which the centres of styles differ most: their first two principal components, by power
/// iteration. They make a plane of a space.
final class Compass {

    private static final int ITERATIONS = 100;

    private final Points centres;
    private final double[] mean;
    private final double[][] axes;

    private Compass(Points centres) {
        this.centres = centres;
        this.mean = mean(centres);
        var first = axis(null);
        this.axes = new double[][] {first, axis(first)};
    }

    static Compass of(Points centres) {
        return new Compass(centres);
    }

    private static double[] mean(Points centres) {
        var mean = new double[centres.dimension()];
        centres.all().forEach(centre -> add(mean, centres, centre, 1.0 / centres.size()));
        return mean;
    }

    private static void add(double[] sum, Points points, int point, double weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * points.values()[point * sum.length + i];
        }
    }

    /// At right angles to another, if there is one. Where centres do not differ any more, some direction.
    private double[] axis(double[] other) {
        var random = new SplittableRandom(other == null ? 1 : 2);
        var axis = turned(random.doubles(mean.length, -1, 1).toArray(), other);
        if (axis == null) {
            return new double[mean.length];
        }
        for (int i = 0; i < ITERATIONS; i++) {
            var next = new double[mean.length];
            for (int centre = 0; centre < centres.size(); centre++) {
                double along = along(axis, centre);
                add(next, centres, centre, along);
                for (int j = 0; j < next.length; j++) {
                    next[j] -= along * mean[j];
                }
            }
            next = turned(next, other);
            if (next == null) {
                return axis;
            }
            axis = next;
        }
        return axis;
    }

    private double along(double[] axis, int centre) {
        double sum = 0;
        for (int i = 0; i < axis.length; i++) {
            sum += axis[i] * (centres.values()[centre * axis.length + i] - mean[i]);
        }
        return sum;
    }

    /// Of length 1 and at right angles to the other, or null if nothing is left.
    private static double[] turned(double[] axis, double[] other) {
        if (other != null) {
            double common = product(axis, other);
            for (int i = 0; i < axis.length; i++) {
                axis[i] -= common * other[i];
            }
        }
        double length = Math.sqrt(product(axis, axis));
        return length < 1e-12 ? null : Arrays.stream(axis).map(x -> x / length).toArray();
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// Where a centre is in the plane.
    double[] place(int centre) {
        return new double[] {along(axes[0], centre), along(axes[1], centre)};
    }

    /// In which direction of the plane a point differs from a centre, in radians: what it has that is at right angles
    /// to the centre. On average that is nothing for the points of a centre, so they lie on all sides of it.
    float bearing(Points points, int point, int centre) {
        double common = points.product(point, centres, centre);
        double x = 0;
        double y = 0;
        for (int i = 0; i < mean.length; i++) {
            double away =
                    points.values()[point * mean.length + i] - common * centres.values()[centre * mean.length + i];
            x += away * axes[0][i];
            y += away * axes[1][i];
        }
        return (float) Math.atan2(y, x);
    }
}
