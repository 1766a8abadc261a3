package dev.sightline.index.embedded;

import dev.sightline.index.Hit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Slots with their cosines.
record Scored(int[] slots, double[] cosines) {

    Scored and(Scored other) {
        return new Scored(
                IntStream.concat(Arrays.stream(slots), Arrays.stream(other.slots))
                        .toArray(),
                DoubleStream.concat(Arrays.stream(cosines), Arrays.stream(other.cosines))
                        .toArray());
    }

    /// The `k`-th largest cosine, the smallest if there are fewer, and infinity if there is none.
    double cosine(int k) {
        return slots.length == 0 ? Double.POSITIVE_INFINITY : Ranks.largest(cosines.clone(), Math.min(k, slots.length));
    }

    /// The `k` nearest in their order, ties by image and ordinal.
    List<Hit> nearest(int k, Store store) {
        double least = cosine(k);
        var hits = new ArrayList<Hit>();
        for (int i = 0; i < slots.length; i++) {
            if (cosines[i] >= least) {
                hits.add(store.chunkOf(slots[i]).hit(store.rowOf(slots[i]), cosines[i]));
            }
        }
        hits.sort(Scored::inOrder);
        return List.copyOf(hits.subList(0, Math.min(k, hits.size())));
    }

    /// Written out, because two thousand hits are compared twenty thousand times.
    private static int inOrder(Hit one, Hit other) {
        int byCosine = Double.compare(other.cosine(), one.cosine());
        if (byCosine != 0) {
            return byCosine;
        }
        int byImage = one.image().compareTo(other.image());
        return byImage != 0 ? byImage : Integer.compare(one.ordinal(), other.ordinal());
    }
}
