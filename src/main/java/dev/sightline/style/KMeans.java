package dev.sightline.style;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Spherical k-means: clusters of unit vectors by cosine, by Lloyd's algorithm. The centre of a cluster is the
/// direction of its mean.
///
/// The result depends on the points, `k` and the seed only. Work is shared by points and by clusters, each of which is
/// computed by one thread in one order, so that their number changes nothing. Beside the points it takes 8 bytes a
/// point, and 4 · k · dimension bytes for the centres.
final class KMeans {

    private final Points points;
    private final int iterations;

    private KMeans(Points points, int iterations) {
        this.points = points;
        this.iterations = iterations;
    }

    /// Clusters of points.
    ///
    /// @param centres    their directions
    /// @param assignment the centre of each point; each centre has one at least
    /// @param iterations that it took
    record Clusters(Points centres, Assignment assignment, int iterations) {

        double distance() {
            return assignment.distance();
        }
    }

    /// The best of several starts, by the mean distance to the centres.
    ///
    /// @return `k` clusters, or fewer if there are not as many different points
    static Clusters fit(Points points, int k, long seed, int starts, int iterations) {
        Clusters best = null;
        for (int start = 0; start < starts; start++) {
            var clusters = fit(points, k, seed + start, iterations);
            if (best == null || clusters.distance() < best.distance()) {
                best = clusters;
            }
        }
        return best;
    }

    /// Clusters by a single start.
    static Clusters fit(Points points, int k, long seed, int iterations) {
        if (k < 1 || points.size() == 0) {
            throw new IllegalArgumentException("%d clusters of %d points".formatted(k, points.size()));
        }
        return from(points, Seeding.centres(points, k, new SplittableRandom(seed)), iterations);
    }

    /// Clusters by these first centres.
    static Clusters from(Points points, Points seeds, int iterations) {
        return new KMeans(points, iterations).moved(seeds);
    }

    private Clusters moved(Points seeds) {
        var centres = seeds;
        var assigned = Assignment.of(points, centres);
        boolean settled = false;
        int done = 0;
        while (!settled && done < iterations) {
            repair(assigned, centres.size());
            var means = means(assigned, centres);
            var next = Assignment.of(points, means);
            settled = Arrays.equals(next.nearest(), assigned.nearest());
            centres = means;
            assigned = next;
            done++;
        }
        return withoutEmpty(centres, assigned, done);
    }

    /// Gives every centre without points the one that is farthest from its own, of clusters that have another.
    private static void repair(Assignment assigned, int centres) {
        int[] sizes = assigned.sizes(centres);
        if (Arrays.stream(sizes).allMatch(size -> size > 0)) {
            return;
        }
        var farthest = farthestFirst(assigned).iterator();
        for (int centre = 0; centre < centres; centre++) {
            while (sizes[centre] == 0 && farthest.hasNext()) {
                int point = farthest.next();
                if (sizes[assigned.nearest()[point]] > 1) {
                    sizes[assigned.nearest()[point]]--;
                    assigned.nearest()[point] = centre;
                    assigned.cosines()[point] = 1;
                    sizes[centre] = 1;
                }
            }
        }
    }

    private static IntStream farthestFirst(Assignment assigned) {
        return IntStream.range(0, assigned.nearest().length)
                .filter(point -> assigned.cosines()[point] < 1 - Seeding.SAME)
                .boxed()
                .sorted((a, b) -> Float.compare(assigned.cosines()[a], assigned.cosines()[b]))
                .mapToInt(Integer::intValue);
    }

    private Points means(Assignment assigned, Points before) {
        int dimension = points.dimension();
        int[][] members = assigned.members(before.size());
        var means = before.values().clone();
        IntStream.range(0, members.length)
                .parallel()
                .forEach(cluster -> direction(sum(members[cluster]), means, cluster * dimension));
        return new Points(means, dimension);
    }

    private double[] sum(int[] members) {
        var sum = new double[points.dimension()];
        for (int member : members) {
            int offset = member * sum.length;
            for (int i = 0; i < sum.length; i++) {
                sum[i] += points.values()[offset + i];
            }
        }
        return sum;
    }

    /// Without points, and where these cancel each other out, the centre stays what it was.
    private static void direction(double[] sum, float[] into, int offset) {
        double length = Math.sqrt(Arrays.stream(sum).map(x -> x * x).sum());
        if (length > Seeding.SAME) {
            for (int i = 0; i < sum.length; i++) {
                into[offset + i] = (float) (sum[i] / length);
            }
        }
    }

    private static Clusters withoutEmpty(Points centres, Assignment assigned, int iterations) {
        int[] sizes = assigned.sizes(centres.size());
        int[] kept = centres.all().filter(centre -> sizes[centre] > 0).toArray();
        if (kept.length == centres.size()) {
            return new Clusters(centres, assigned, iterations);
        }
        var renumbered = Arrays.stream(assigned.nearest())
                .map(centre -> Arrays.binarySearch(kept, centre))
                .toArray();
        return new Clusters(centres.only(kept), new Assignment(renumbered, assigned.cosines()), iterations);
    }
}
