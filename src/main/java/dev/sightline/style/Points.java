package dev.sightline.style;

import dev.sightline.embedding.Vector;
import java.util.List;
import java.util.stream.IntStream;

/// Unit vectors, one after the other in one array: `size · dimension` floats.
record Points(float[] values, int dimension) {

    Points {
        if (dimension < 1 || values.length % dimension != 0) {
            throw new IllegalArgumentException("%d values of %d dimensions".formatted(values.length, dimension));
        }
    }

    /// @throws IllegalArgumentException there are none, or their dimensions differ
    static Points of(List<Vector> vectors) {
        if (vectors.isEmpty()) {
            throw new IllegalArgumentException("no vectors");
        }
        int dimension = vectors.getFirst().dimension();
        var values = new float[Math.multiplyExact(vectors.size(), dimension)];
        for (int i = 0; i < vectors.size(); i++) {
            float[] one = vectors.get(i).toArray();
            if (one.length != dimension) {
                throw new IllegalArgumentException("dimension %d against %d".formatted(one.length, dimension));
            }
            System.arraycopy(one, 0, values, i * dimension, dimension);
        }
        return new Points(values, dimension);
    }

    int size() {
        return values.length / dimension;
    }

    Vector vector(int point) {
        var one = new float[dimension];
        System.arraycopy(values, point * dimension, one, 0, dimension);
        return Vector.normalised(one);
    }

    /// Copies of some of them, in this order.
    Points only(int[] chosen) {
        var copies = new float[Math.multiplyExact(chosen.length, dimension)];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(values, chosen[i] * dimension, copies, i * dimension, dimension);
        }
        return new Points(copies, dimension);
    }

    double product(int point, Points others, int other) {
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            sum += (double) values[point * dimension + i] * others.values[other * dimension + i];
        }
        return sum;
    }

    IntStream all() {
        return IntStream.range(0, size());
    }
}
