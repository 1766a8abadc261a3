package dev.sightline.index.embedded;

import dev.sightline.index.IndexFilter;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A filter in the terms of one store, for the length of one query.
final class Condition {

    private final Store store;
    private final long collection;
    private final boolean[] mediaTypes;
    private final Instant from;
    private final Instant before;
    /// The slots of the images that the filter names, or null.
    private final BitSet within;
    /// The same where they are many, or null.
    private final Set<UUID> named;

    /// @param k how many are looked for
    Condition(IndexFilter filter, Store store, int k) {
        this.store = store;
        collection = filter.collection();
        mediaTypes = filter.mediaTypes().isEmpty() ? null : store.mediaTypes(filter.mediaTypes());
        from = filter.from();
        before = filter.before();
        boolean many = filter.within() != null && isMany(filter.within().size(), store.size(), k);
        within = filter.within() == null || many ? null : store.slots(filter.within());
        named = many ? filter.within() : null;
    }

    /// Either all that are named are looked up, or all that are near until `k` of them are named.
    private static boolean isMany(long named, int entries, int k) {
        return named * named > (long) k * entries;
    }

    /// The slots that pass, if the filter names few images and at most so many are here.
    Optional<int[]> few(int most) {
        return within == null || within.cardinality() > most
                ? Optional.empty()
                : Optional.of(within.stream().filter(this::passes).toArray());
    }

    /// Whether an entry passes, unless the filter names many images: then it also has to be [#isNamed].
    boolean passes(Chunk chunk, int row, int slot) {
        return chunk.live[row]
                && chunk.collections[row] == collection
                && (within == null || within.get(slot))
                && (mediaTypes == null || mediaTypes[chunk.mediaTypes[row]])
                && (from == null || !chunk.isBefore(row, from))
                && (before == null || chunk.isBefore(row, before));
    }

    /// Whether the filter names the image, if it names many. To be asked for what is near: it takes longer than
    /// comparing does.
    boolean isNamed(Chunk chunk, int row) {
        return named == null || named.contains(chunk.image(row));
    }

    private boolean passes(int slot) {
        return passes(store.chunkOf(slot), store.rowOf(slot), slot);
    }
}
