package dev.sightline.style;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// The first centres of k-means, chosen by k-means++ (Arthur and Vassilvitskii, *k-means++: The Advantages of Careful
/// Seeding*, 2007): each next one is a point, drawn by the square of its distance to the nearest centre so far, which
/// between unit vectors is 2 − 2 · cosine. Of several that are drawn the one that brings all points closest is taken.
final class Seeding {

    /// A point that is closer to a centre is one with it: less is the rounding of floats.
    static final double SAME = 1e-6;

    /// More points than this make no better seeds, and looking at all of them would take as long as some iterations.
    private static final int POINTS = 10_000;

    private static final int POINTS_PER_CENTRE = 100;

    /// Points that one worker compares before it takes others.
    private static final int BLOCK = 384;

    private final Points points;
    private final SplittableRandom random;

    /// Of each point to its nearest centre.
    private final double[] distances;

    private Seeding(Points points, SplittableRandom random) {
        this.points = points;
        this.random = random;
        this.distances = new double[points.size()];
    }

    /// @return `k` centres, or fewer if there are not as many different points
    static Points centres(Points points, int k, SplittableRandom random) {
        int bound = Math.max(POINTS, Math.multiplyExact(POINTS_PER_CENTRE, k));
        var seen = points.size() > bound ? points.only(Sample.of(points.size(), bound, random)) : points;
        return new Seeding(seen, random).centres(k);
    }

    private Points centres(int k) {
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        var chosen = new int[Math.min(k, points.size())];
        int drawn = 2 + (int) Math.log(k);
        int found = 0;
        while (found < chosen.length) {
            int[] candidates = found == 0 ? new int[] {random.nextInt(points.size())} : candidates(drawn);
            if (candidates.length == 0) {
                return points.only(Arrays.copyOf(chosen, found));
            }
            chosen[found++] = best(candidates);
        }
        return points.only(chosen);
    }

    /// Some points, drawn by their distance; none if every point is one with a centre.
    private int[] candidates(int count) {
        var sums = new double[distances.length];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += distances[i] > SAME ? distances[i] : 0;
            sums[i] = sum;
        }
        double whole = sum;
        return whole == 0
                ? new int[0]
                : IntStream.range(0, count)
                        .map(_ -> drawn(sums, random.nextDouble(whole)))
                        .toArray();
    }

    /// The first point whose sum is above.
    private static int drawn(double[] sums, double at) {
        int found = Arrays.binarySearch(sums, Math.nextUp(at));
        int point = found >= 0 ? found : -found - 1;
        while (point > 0 && sums[point - 1] == sums[point]) {
            point--;
        }
        return point;
    }

    /// Takes the candidate with which the sum of all distances is least.
    private int best(int[] candidates) {
        var few = points.only(candidates);
        var products = ProductKernels.forWork((long) points.values().length * candidates.length)
                .with(few);
        var cosines = new float[points.size() * products.width()];
        IntStream.range(0, Math.ceilDiv(points.size(), BLOCK)).parallel().forEach(block -> {
            int first = block * BLOCK;
            products.of(points, first, Math.min(BLOCK, points.size() - first), cosines, first * products.width());
        });
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int candidate = 0; candidate < candidates.length; candidate++) {
            double sum = sum(cosines, products.width(), candidate);
            if (sum < least) {
                least = sum;
                best = candidate;
            }
        }
        for (int i = 0; i < distances.length; i++) {
            distances[i] = distance(i, cosines[i * products.width() + best]);
        }
        return candidates[best];
    }

    private double sum(float[] cosines, int width, int candidate) {
        double sum = 0;
        for (int i = 0; i < distances.length; i++) {
            sum += distance(i, cosines[i * width + candidate]);
        }
        return sum;
    }

    private double distance(int point, float cosine) {
        return Math.min(distances[point], Math.max(0, 1 - cosine));
    }
}
