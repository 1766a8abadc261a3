package dev.sightline.index.embedded;

import dev.sightline.index.IndexFilter;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/// A filter in the terms of one store, for the length of one query.
final class Condition {

    private final Store store;
    private final long collection;
    private final boolean[] mediaTypes;
    private final Instant from;
    private final Instant before;
    private final int[] named;
    private final BitSet within;

    Condition(IndexFilter filter, Store store) {
        this.store = store;
        collection = filter.collection();
        mediaTypes = filter.mediaTypes().isEmpty() ? null : store.mediaTypes(filter.mediaTypes());
        from = filter.from();
        before = filter.before();
        named = filter.within() == null ? null : store.slots(filter.within());
        within = named == null ? null : bits(named);
    }

    /// The slots that pass, if the filter names images and at most so many are here.
    Optional<int[]> few(int most) {
        return named == null || named.length > most
                ? Optional.empty()
                : Optional.of(Arrays.stream(named).filter(this::passes).toArray());
    }

    boolean passes(Chunk chunk, int row, int slot) {
        return chunk.images[row] != null
                && chunk.collections[row] == collection
                && (within == null || within.get(slot))
                && (mediaTypes == null || mediaTypes[chunk.mediaTypes[row]])
                && (from == null || !chunk.isBefore(row, from))
                && (before == null || chunk.isBefore(row, before));
    }

    private boolean passes(int slot) {
        return passes(store.chunkOf(slot), store.rowOf(slot), slot);
    }

    private static BitSet bits(int[] slots) {
        var bits = new BitSet();
        for (int slot : slots) {
            bits.set(slot);
        }
        return bits;
    }
}
