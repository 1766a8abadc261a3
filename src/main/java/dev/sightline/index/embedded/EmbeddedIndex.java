package dev.sightline.index.embedded;

import dev.sightline.embedding.Vector;
import dev.sightline.index.Capabilities;
import dev.sightline.index.Capabilities.Field;
import dev.sightline.index.Change;
import dev.sightline.index.EntryKey;
import dev.sightline.index.Hit;
import dev.sightline.index.IndexEntry;
import dev.sightline.index.IndexFilter;
import dev.sightline.index.Kind;
import dev.sightline.index.VectorIndex;
import dev.sightline.index.VectorRepository.Calibrated;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// An exact index of codes in memory and vectors in files: what it answers is what comparing the query with every
/// entry would, bit for bit and in the same order, where images are ordered as [UUID#compareTo(UUID)] has it.
///
/// Safe for many threads. A query holds a read lock and sees every call of [#put] and [#remove] as a whole or not at
/// all, and all that returned before it began. A write waits for the queries under way, some milliseconds, and
/// prepares what it writes before it asks for the lock.
///
/// Memory: a byte for each dimension and about 70 for the rest of an entry, 58 MB for 100,000 entries of 512
/// dimensions. It is taken by the mebibyte, and reused but not given back when entries are removed. Vectors, four bytes
/// for each dimension, are in files, of which the system keeps in memory what is read and what there is room for.
public final class EmbeddedIndex implements VectorIndex {

    private static final DotKernels KERNELS = new DotKernels();

    private final Quantiser quantiser;
    /// Null if the index is not kept.
    private final IndexFolder folder;
    private final String name;
    private final IntFunction<DotKernel> kernels;
    private final Map<Kind, Store> stores = new EnumMap<>(Kind.class);
    private final Lock reading;
    private final Lock writing;
    private volatile boolean damaged;

    /// An index in temporary files, which go with this process.
    ///
    /// @param dimension of all vectors
    public EmbeddedIndex(int dimension) {
        this(dimension, KERNELS);
    }

    /// @param kernels the kernel for a scan of so many codes
    EmbeddedIndex(int dimension, IntFunction<DotKernel> kernels) {
        this(dimension, kernels, null, null, _ -> Floats.temporary(dimension));
    }

    /// An index in a folder.
    ///
    /// @param name of its files of vectors
    EmbeddedIndex(int dimension, IndexFolder folder, String name) {
        this(dimension, KERNELS, folder, name, kind -> folder.make(name, kind));
    }

    private EmbeddedIndex(
            int dimension,
            IntFunction<DotKernel> kernels,
            IndexFolder folder,
            String name,
            Function<Kind, Floats> floats) {
        this.quantiser = new Quantiser(dimension);
        this.folder = folder;
        this.name = name;
        this.kernels = kernels;
        for (Kind kind : Kind.values()) {
            stores.put(kind, new Store(dimension, () -> floats.apply(kind)));
        }
        var lock = new ReentrantReadWriteLock();
        reading = lock.readLock();
        writing = lock.writeLock();
    }

    /// @throws IllegalArgumentException if a vector has another dimension or not the length 1, before any is added
    @Override
    public void put(Collection<IndexEntry> entries) {
        List<Prepared> all = entries.stream().map(this::prepared).toList();
        writing.lock();
        try {
            for (Prepared one : all) {
                stores.get(one.entry().kind()).put(one.entry(), one.vector(), one.code());
            }
        } finally {
            writing.unlock();
        }
    }

    /// Gives these images these entries and no others, in one step.
    ///
    /// @throws IllegalArgumentException as [#put] does
    public void replace(Collection<UUID> images, Collection<IndexEntry> entries) {
        List<Prepared> all = entries.stream().map(this::prepared).toList();
        var keys = entries.stream().map(EntryKey::of).collect(Collectors.toSet());
        writing.lock();
        try {
            stores.forEach((kind, store) -> images.forEach(
                    image -> store.remove(image, ordinal -> !keys.contains(new EntryKey(image, kind, ordinal)))));
            for (Prepared one : all) {
                stores.get(one.entry().kind()).put(one.entry(), one.vector(), one.code());
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void remove(Collection<UUID> images) {
        writing.lock();
        try {
            for (Store store : stores.values()) {
                images.forEach(store::remove);
            }
        } finally {
            writing.unlock();
        }
    }

    /// @throws IllegalArgumentException if the query has another dimension or not the length 1, or `k` is below 1
    @Override
    public List<Hit> nearest(Vector query, Kind kind, IndexFilter filter, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("the nearest %d: at least 1 must be asked for".formatted(k));
        }
        float[] unit = query.toArray();
        var code = quantiser.query(unit);
        reading.lock();
        try {
            Store store = stores.get(kind);
            var prepared = new Query(unit, code, kernels.apply(store.size()));
            return store.size() == 0 ? List.of() : new Scan(store, filter, prepared, k).nearest();
        } catch (DamagedException e) {
            damaged = true;
            throw e;
        } finally {
            reading.unlock();
        }
    }

    /// Vectors and levels of all entries of this kind, of each of these images that has any, by their ordinals.
    public Map<UUID, List<Calibrated>> vectors(Collection<UUID> images, Kind kind) {
        reading.lock();
        try {
            var store = stores.get(kind);
            var vectors = new HashMap<UUID, List<Calibrated>>();
            for (UUID image : images) {
                var found = store.calibrated(image);
                if (!found.isEmpty()) {
                    vectors.put(image, found);
                }
            }
            return vectors;
        } catch (DamagedException e) {
            damaged = true;
            throw e;
        } finally {
            reading.unlock();
        }
    }

    /// All images of which there is an entry of this kind.
    public Set<UUID> images(Kind kind) {
        reading.lock();
        try {
            return stores.get(kind).images();
        } finally {
            reading.unlock();
        }
    }

    /// Of which kinds there are entries of an image.
    public Set<Kind> kinds(UUID image) {
        reading.lock();
        try {
            var kinds = EnumSet.noneOf(Kind.class);
            stores.forEach((kind, store) -> {
                if (store.has(image)) {
                    kinds.add(kind);
                }
            });
            return kinds;
        } finally {
            reading.unlock();
        }
    }

    /// Those of these entries' images of which an entry is missing or not as given.
    public Set<UUID> differing(Collection<IndexEntry> entries) {
        reading.lock();
        try {
            return entries.stream()
                    .filter(entry -> !stores.get(entry.kind()).holds(entry))
                    .map(IndexEntry::image)
                    .collect(Collectors.toSet());
        } finally {
            reading.unlock();
        }
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(Integer.MAX_VALUE, true, EnumSet.allOf(Field.class), Duration.ZERO);
    }

    /// How many entries of this kind there are.
    public int size(Kind kind) {
        reading.lock();
        try {
            return stores.get(kind).size();
        } finally {
            reading.unlock();
        }
    }

    @Override
    public long count() {
        return size();
    }

    /// How many entries there are.
    public int size() {
        return Arrays.stream(Kind.values()).mapToInt(this::size).sum();
    }

    /// Whether a vector that was read is not the one that was written. Such an index has to be filled anew.
    public boolean isDamaged() {
        return damaged;
    }

    /// Begins a snapshot of the index as it is now; one at a time.
    ///
    /// @param last the last change that the index includes
    /// @return empty if the index is not kept
    public Optional<Draft> draft(Change last) {
        writing.lock();
        try {
            return folder == null ? Optional.empty() : Optional.of(new Draft(drafts(), last));
        } finally {
            writing.unlock();
        }
    }

    /// A snapshot that is still to be written.
    public final class Draft {

        private final Map<Kind, Store.Draft> drafts;
        private final Change last;

        private Draft(Map<Kind, Store.Draft> drafts, Change last) {
            this.drafts = drafts;
            this.last = last;
        }

        /// Returns when it is on the disk. Meanwhile the index can be read and written.
        ///
        /// @throws java.io.UncheckedIOException if that is not possible; the snapshot before it stays
        public void write() {
            boolean written = false;
            try {
                folder.write(drafts, last, name);
                written = true;
            } finally {
                end(written);
            }
        }
    }

    private Map<Kind, Store.Draft> drafts() {
        var drafts = new EnumMap<Kind, Store.Draft>(Kind.class);
        stores.forEach((kind, store) -> drafts.put(kind, store.draft()));
        return drafts;
    }

    private void end(boolean written) {
        writing.lock();
        try {
            stores.values().forEach(written ? Store::saved : Store::notSaved);
        } finally {
            writing.unlock();
        }
    }

    /// Takes over what a snapshot holds.
    void restore(Map<Kind, Store.Draft> drafts) throws IOException {
        for (var kind : Kind.values()) {
            var draft = drafts.get(kind);
            if (draft.used() > 0) {
                stores.get(kind).restore(draft, folder.open(name, kind, draft.used()));
            }
        }
    }

    private Prepared prepared(IndexEntry entry) {
        return new Prepared(
                entry, entry.vector().toBytes(), quantiser.code(entry.vector().toArray()));
    }

    private record Prepared(IndexEntry entry, byte[] vector, Code code) {}
}
