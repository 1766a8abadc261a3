package dev.sightline.style;

import dev.sightline.style.KMeans.Clusters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

/// Tries a number of styles on a sample.
final class Trial {

    private static final int SEEDS = 3;
    private static final int STARTS = 2;
    private static final int ITERATIONS = 25;

    /// Every one of these is compared with every other.
    private static final int SILHOUETTE_POINTS = 1000;

    private Trial() {}

    /// The result depends on the points, `k` and the seed only.
    static Candidate of(Points points, int k, long seed) {
        var found = IntStream.range(0, SEEDS)
                .mapToObj(i -> KMeans.fit(points, k, seed + i * STARTS, STARTS, ITERATIONS))
                .toList();
        return new Candidate(
                k,
                found.stream()
                        .mapToDouble(clusters ->
                                silhouette(points, clusters.assignment().nearest()))
                        .average()
                        .orElseThrow(),
                stability(found));
    }

    /// The mean over all pairs.
    private static double stability(List<Clusters> found) {
        return IntStream.range(0, found.size())
                .boxed()
                .flatMap(a -> IntStream.range(0, a)
                        .mapToObj(b -> agreement(
                                found.get(a).assignment().nearest(),
                                found.get(b).assignment().nearest())))
                .mapToDouble(agreement -> agreement)
                .average()
                .orElseThrow();
    }

    /// The mean silhouette (Rousseeuw, *Silhouettes*, 1987) of the first points by 1 − cosine; 0 for a point that is
    /// alone in its cluster, and for all if there is one cluster.
    static double silhouette(Points points, int[] clusters) {
        int count = Math.min(points.size(), SILHOUETTE_POINTS);
        int k = Arrays.stream(clusters).max().orElseThrow() + 1;
        return IntStream.range(0, count)
                        .parallel()
                        .mapToDouble(point -> silhouette(points, clusters, point, count, k))
                        .sum()
                / count;
    }

    private static double silhouette(Points points, int[] clusters, int point, int count, int k) {
        var sums = new double[k];
        var sizes = new int[k];
        for (int other = 0; other < count; other++) {
            if (other != point) {
                sums[clusters[other]] += 1 - points.product(point, points, other);
                sizes[clusters[other]]++;
            }
        }
        int own = clusters[point];
        double next = IntStream.range(0, k)
                .filter(cluster -> cluster != own && sizes[cluster] > 0)
                .mapToDouble(cluster -> sums[cluster] / sizes[cluster])
                .min()
                .orElse(Double.NaN);
        if (sizes[own] == 0 || Double.isNaN(next)) {
            return 0;
        }
        double inside = sums[own] / sizes[own];
        return Math.max(inside, next) == 0 ? 0 : (next - inside) / Math.max(inside, next);
    }

    /// The adjusted Rand index (Hubert and Arabie, *Comparing Partitions*, 1985): 1 if the clusters are the same,
    /// however they are numbered, about 0 if they agree as chance would have it.
    static double agreement(int[] a, int[] b) {
        var both = new HashMap<Long, Long>();
        var ofA = new HashMap<Long, Long>();
        var ofB = new HashMap<Long, Long>();
        for (int i = 0; i < a.length; i++) {
            both.merge((long) a[i] << Integer.SIZE | b[i], 1L, Long::sum);
            ofA.merge((long) a[i], 1L, Long::sum);
            ofB.merge((long) b[i], 1L, Long::sum);
        }
        double together = pairs(both);
        double expected = pairs(ofA) * pairs(ofB) / pairs(a.length);
        double most = (pairs(ofA) + pairs(ofB)) / 2;
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private static double pairs(HashMap<Long, Long> sizes) {
        return sizes.values().stream().mapToDouble(Trial::pairs).sum();
    }

    private static double pairs(long size) {
        return size * (size - 1) / 2.0;
    }
}
