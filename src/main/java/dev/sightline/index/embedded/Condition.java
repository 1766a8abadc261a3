package dev.sightline.index.embedded;

import dev.sightline.index.IndexFilter;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;

/// A filter in the terms of one store, for the length of one query.
final class Condition {

    private final Store store;
    private final long collection;
    private final boolean[] mediaTypes;
    private final Instant from;
    private final Instant before;
    private final BitSet within;

    Condition(IndexFilter filter, Store store) {
        this.store = store;
        collection = filter.collection();
        mediaTypes = filter.mediaTypes().isEmpty() ? null : store.mediaTypes(filter.mediaTypes());
        from = filter.from();
        before = filter.before();
        within = filter.within() == null ? null : store.slots(filter.within());
    }

    /// The slots that pass, if the filter names images and at most so many are here.
    Optional<int[]> few(int most) {
        return within == null || within.cardinality() > most
                ? Optional.empty()
                : Optional.of(within.stream().filter(this::passes).toArray());
    }

    boolean passes(Chunk chunk, int row, int slot) {
        return chunk.live[row]
                && chunk.collections[row] == collection
                && (within == null || within.get(slot))
                && (mediaTypes == null || mediaTypes[chunk.mediaTypes[row]])
                && (from == null || !chunk.isBefore(row, from))
                && (before == null || chunk.isBefore(row, before));
    }

    private boolean passes(int slot) {
        return passes(store.chunkOf(slot), store.rowOf(slot), slot);
    }
}
