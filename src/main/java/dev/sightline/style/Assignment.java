package dev.sightline.style;

import java.util.Arrays;
import java.util.stream.IntStream;

/// To which of some centres each of many points is closest.
///
/// @param nearest for each point, the number of its centre; of centres that are equally close the first
/// @param cosines for each point, the cosine to its centre
record Assignment(int[] nearest, float[] cosines) {

    /// Points that one worker compares before it takes others.
    private static final int BLOCK = 384;

    /// Compares every point with every centre, on all processors.
    static Assignment of(Points points, Points centres) {
        var found = new Assignment(new int[points.size()], new float[points.size()]);
        var products = ProductKernels.forWork((long) points.values().length * centres.size())
                .with(centres);
        IntStream.range(0, Math.ceilDiv(points.size(), BLOCK)).parallel().forEach(block -> {
            int first = block * BLOCK;
            found.assign(points, first, Math.min(BLOCK, points.size() - first), centres.size(), products);
        });
        return found;
    }

    private void assign(Points points, int first, int count, int centres, Products.With products) {
        var cosinesOfAll = new float[count * products.width()];
        products.of(points, first, count, cosinesOfAll, 0);
        for (int i = 0; i < count; i++) {
            choose(first + i, cosinesOfAll, i * products.width(), centres);
        }
    }

    private void choose(int point, float[] cosinesOfAll, int from, int centres) {
        int best = 0;
        float most = cosinesOfAll[from];
        for (int centre = 1; centre < centres; centre++) {
            if (cosinesOfAll[from + centre] > most) {
                most = cosinesOfAll[from + centre];
                best = centre;
            }
        }
        nearest[point] = best;
        cosines[point] = most;
    }

    /// How many points each centre has.
    int[] sizes(int centres) {
        var sizes = new int[centres];
        for (int centre : nearest) {
            sizes[centre]++;
        }
        return sizes;
    }

    /// The mean of 1 − cosine, which k-means makes small.
    double distance() {
        double sum = 0;
        for (float cosine : cosines) {
            sum += 1 - cosine;
        }
        return sum / cosines.length;
    }

    /// The numbers of the points of each centre, in ascending order.
    int[][] members(int centres) {
        int[] sizes = sizes(centres);
        var members = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
        Arrays.fill(sizes, 0);
        for (int point = 0; point < nearest.length; point++) {
            members[nearest[point]][sizes[nearest[point]]++] = point;
        }
        return members;
    }
}
