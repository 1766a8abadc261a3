package dev.sightline.index.embedded;

import dev.sightline.embedding.Vector;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Vectors that are as hard to search as a model's: clusters of very different sizes around a mean that all share,
/// noise, and two dimensions that stand out.
public final class SyntheticVectors {

    private final int dimension;
    private final double spread;
    private final Random random;
    private final double[] mean;
    private final List<double[]> centres;

    /// @param clusters how many
    /// @param spread   of a cluster, as a part of the distance between clusters: 1 is noise, 0.01 near-duplicates
    public SyntheticVectors(int dimension, int clusters, double spread, long seed) {
        this.dimension = dimension;
        this.spread = spread;
        random = new Random(seed);
        mean = direction(0.6);
        mean[0] += 0.5;
        mean[dimension / 3] -= 0.25;
        centres = Stream.generate(() -> direction(0.5)).limit(clusters).toList();
    }

    public Vector next() {
        double chosen = random.nextDouble();
        double[] centre = centres.get((int) (centres.size() * chosen * chosen));
        double[] noise = direction(0.5 * spread);
        var values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = (float) (mean[i] + centre[i] + noise[i]);
        }
        return Vector.normalised(values);
    }

    public List<Vector> next(int count) {
        return Stream.generate(this::next).limit(count).toList();
    }

    /// A query of another nature, as a text is among pictures: far from all, and nearer to some.
    public Vector stranger() {
        float[] near = next().toArray();
        double[] far = direction(1);
        var values = new float[dimension];
        IntStream.range(0, dimension).forEach(i -> values[i] = (float) (0.3 * near[i] + far[i]));
        return Vector.normalised(values);
    }

    private double[] direction(double length) {
        double each = length / Math.sqrt(dimension);
        return random.doubles(dimension, -1, 1)
                .map(value -> value * each * Math.sqrt(3))
                .toArray();
    }
}
