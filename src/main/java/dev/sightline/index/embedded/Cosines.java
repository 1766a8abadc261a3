package dev.sightline.index.embedded;

import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// The cosines of a query and entries, bit for bit those of [dev.sightline.embedding.Vector#cosine]: sums in double,
/// in the order of the dimensions. Four entries at a time, because each sum waits for its last addition.
final class Cosines {

    private static final int ABREAST = 4;
    private static final int BLOCK = 256;
    private static final int PARALLEL_FROM = 1024;
    private static final int FETCHED_FROM = 64;
    private static final int FETCHING = 16;

    private final Store store;
    private final float[] query;

    Cosines(Store store, float[] query) {
        this.store = store;
        this.query = query;
    }

    Scored of(int[] slots) {
        fetch(slots);
        var cosines = new double[slots.length];
        IntStream blocks = IntStream.range(0, Math.ceilDiv(slots.length, BLOCK));
        (slots.length < PARALLEL_FROM ? blocks : blocks.parallel())
                .forEach(block -> fill(slots, block * BLOCK, Math.min(slots.length, (block + 1) * BLOCK), cosines));
        return new Scored(slots, cosines);
    }

    /// What was not read since the start is probably not in memory. A disk is fast when many ask it at once, and more
    /// than there are processors have to wait for it.
    private void fetch(int[] slots) {
        int[] unread =
                Arrays.stream(slots).filter(slot -> !store.isChecked(slot)).toArray();
        if (unread.length < FETCHED_FROM) {
            return;
        }
        try (var threads = Executors.newFixedThreadPool(FETCHING)) {
            for (int first = 0; first < FETCHING; first++) {
                int from = first;
                threads.execute(() -> {
                    for (int i = from; i < unread.length; i += FETCHING) {
                        store.fetch(unread[i]);
                    }
                });
            }
        }
    }

    private void fill(int[] slots, int from, int to, double[] cosines) {
        var vectors = new float[ABREAST][query.length];
        int i = from;
        for (; i + ABREAST <= to; i += ABREAST) {
            for (int one = 0; one < ABREAST; one++) {
                store.read(slots[i + one], vectors[one]);
            }
            four(vectors, i, cosines);
        }
        for (; i < to; i++) {
            store.read(slots[i], vectors[0]);
            cosines[i] = one(vectors[0]);
        }
    }

    private void four(float[][] vectors, int first, double[] cosines) {
        float[] a = vectors[0];
        float[] b = vectors[1];
        float[] c = vectors[2];
        float[] d = vectors[3];
        double sumA = 0;
        double sumB = 0;
        double sumC = 0;
        double sumD = 0;
        for (int i = 0; i < query.length; i++) {
            double value = query[i];
            sumA += value * a[i];
            sumB += value * b[i];
            sumC += value * c[i];
            sumD += value * d[i];
        }
        cosines[first] = sumA;
        cosines[first + 1] = sumB;
        cosines[first + 2] = sumC;
        cosines[first + 3] = sumD;
    }

    private double one(float[] vector) {
        double sum = 0;
        for (int i = 0; i < query.length; i++) {
            sum += (double) query[i] * vector[i];
        }
        return sum;
    }
}
