package dev.sightline.style;

import java.util.SplittableRandom;

/// Points around directions that were drawn at random, so that which belong together is known.
///
/// @param cluster of each point
record Planted(Points points, int[] cluster) {

    /// @param spread the length of the noise, where directions have length 1
    static Planted of(int size, int dimension, int clusters, double spread, long seed) {
        var random = new SplittableRandom(seed);
        var directions = new double[clusters][];
        for (int i = 0; i < clusters; i++) {
            directions[i] = direction(random, dimension, 1);
        }
        var values = new float[size * dimension];
        var cluster = new int[size];
        for (int point = 0; point < size; point++) {
            cluster[point] = random.nextInt(clusters);
            double[] noise = direction(random, dimension, spread);
            for (int i = 0; i < dimension; i++) {
                values[point * dimension + i] = (float) (directions[cluster[point]][i] + noise[i]);
            }
            normalise(values, point * dimension, dimension);
        }
        return new Planted(new Points(values, dimension), cluster);
    }

    private static double[] direction(SplittableRandom random, int dimension, double length) {
        var direction = new double[dimension];
        double squares = 0;
        for (int i = 0; i < dimension; i++) {
            direction[i] = random.nextGaussian();
            squares += direction[i] * direction[i];
        }
        for (int i = 0; i < dimension; i++) {
            direction[i] *= length / Math.sqrt(squares);
        }
        return direction;
    }

    private static void normalise(float[] values, int from, int dimension) {
        double squares = 0;
        for (int i = from; i < from + dimension; i++) {
            squares += (double) values[i] * values[i];
        }
        for (int i = from; i < from + dimension; i++) {
            values[i] /= (float) Math.sqrt(squares);
        }
    }
}
