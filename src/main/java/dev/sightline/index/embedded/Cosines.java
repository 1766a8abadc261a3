package dev.sightline.index.embedded;

import java.util.stream.IntStream;

/// The cosines of a query and entries, bit for bit those of [dev.sightline.embedding.Vector#cosine]: sums in double,
/// in the order of the dimensions. Four entries at a time, because each sum waits for its last addition.
final class Cosines {

    private static final int ABREAST = 4;
    private static final int BLOCK = 256;
    private static final int PARALLEL_FROM = 1024;

    private final Store store;
    private final float[] query;

    Cosines(Store store, float[] query) {
        this.store = store;
        this.query = query;
    }

    Scored of(int[] slots) {
        var cosines = new double[slots.length];
        IntStream blocks = IntStream.range(0, Math.ceilDiv(slots.length, BLOCK));
        (slots.length < PARALLEL_FROM ? blocks : blocks.parallel())
                .forEach(block -> fill(slots, block * BLOCK, Math.min(slots.length, (block + 1) * BLOCK), cosines));
        return new Scored(slots, cosines);
    }

    private void fill(int[] slots, int from, int to, double[] cosines) {
        int i = from;
        for (; i + ABREAST <= to; i += ABREAST) {
            four(slots, i, cosines);
        }
        for (; i < to; i++) {
            cosines[i] = one(slots[i]);
        }
    }

    private void four(int[] slots, int first, double[] cosines) {
        float[] a = values(slots[first]);
        float[] b = values(slots[first + 1]);
        float[] c = values(slots[first + 2]);
        float[] d = values(slots[first + 3]);
        int offsetA = offset(slots[first]);
        int offsetB = offset(slots[first + 1]);
        int offsetC = offset(slots[first + 2]);
        int offsetD = offset(slots[first + 3]);
        double sumA = 0;
        double sumB = 0;
        double sumC = 0;
        double sumD = 0;
        for (int i = 0; i < query.length; i++) {
            double value = query[i];
            sumA += value * a[offsetA + i];
            sumB += value * b[offsetB + i];
            sumC += value * c[offsetC + i];
            sumD += value * d[offsetD + i];
        }
        cosines[first] = sumA;
        cosines[first + 1] = sumB;
        cosines[first + 2] = sumC;
        cosines[first + 3] = sumD;
    }

    private double one(int slot) {
        float[] values = values(slot);
        int offset = offset(slot);
        double sum = 0;
        for (int i = 0; i < query.length; i++) {
            sum += (double) query[i] * values[offset + i];
        }
        return sum;
    }

    private float[] values(int slot) {
        return store.chunkOf(slot).values;
    }

    private int offset(int slot) {
        return store.rowOf(slot) * query.length;
    }
}
