package dev.sightline.index.embedded;

import dev.sightline.index.IndexEntry;
import dev.sightline.index.VectorRepository.Calibrated;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// The vectors of one kind. An entry lives in a slot, and whoever calls sees to it that nobody reads while something is
/// written.
///
/// What a snapshot refers to is never written over, until another snapshot has taken its place: a new version of an
/// entry goes to another slot, and a slot that became free is filled again only if no snapshot has it. So a snapshot
/// and the file of vectors always fit, whenever the process ends.
final class Store {

    private final int dimension;
    private final int rows;
    private final Supplier<Floats> files;
    private final List<Chunk> chunks = new ArrayList<>();
    private final SlotTable table = new SlotTable(this);
    private final Map<String, Integer> mediaTypes = new LinkedHashMap<>();
    private final BitSet free = new BitSet();
    /// What the snapshot on the disk refers to.
    private BitSet kept = new BitSet();
    /// What the snapshot that is being written refers to.
    private BitSet drafted = new BitSet();
    /// Null until there is something to write.
    private Floats floats;
    private int used;
    private int size;

    /// @param files makes the file for the vectors
    Store(int dimension, Supplier<Floats> files) {
        this.dimension = dimension;
        this.rows = Chunk.rows(dimension);
        this.files = files;
    }

    void put(IndexEntry entry, byte[] vector, Code code) {
        int before = slot(entry.image(), entry.ordinal());
        if (before >= 0 && holds(before, entry, vector)) {
            return;
        }
        int slot = free.isEmpty() ? appended() : free.nextSetBit(0);
        floats().write(slot, vector);
        if (before >= 0) {
            release(before);
        }
        int mediaType = mediaTypes.computeIfAbsent(entry.mediaType(), _ -> mediaTypes.size());
        chunkOf(slot).set(rowOf(slot), entry, code, Floats.checksum(vector), mediaType);
        free.clear(slot);
        table.add(slot);
        size++;
    }

    void remove(UUID image) {
        for (int slot : table.of(image)) {
            release(slot);
        }
    }

    /// Removes those entries of an image whose ordinals are not wanted.
    void remove(UUID image, IntPredicate unwanted) {
        for (int slot : table.of(image)) {
            if (unwanted.test(chunkOf(slot).ordinals[rowOf(slot)])) {
                release(slot);
            }
        }
    }

    boolean has(UUID image) {
        return table.of(image).length > 0;
    }

    Set<UUID> images() {
        var images = new HashSet<UUID>();
        liveSlots().stream().mapToObj(this::image).forEach(images::add);
        return images;
    }

    /// Whether this very entry is here.
    boolean holds(IndexEntry entry) {
        int slot = slot(entry.image(), entry.ordinal());
        return slot >= 0 && holds(slot, entry, entry.vector().toBytes());
    }

    /// Of all entries of an image, by their ordinals.
    ///
    /// @throws DamagedException if a vector is not the one that was written
    List<Calibrated> calibrated(UUID image) {
        return Arrays.stream(table.of(image))
                .boxed()
                .sorted(Comparator.comparingInt(slot -> chunkOf(slot).ordinals[rowOf(slot)]))
                .map(this::stored)
                .toList();
    }

    private Calibrated stored(int slot) {
        check(slot);
        return new Calibrated(floats.read(slot), chunkOf(slot).levels[rowOf(slot)]);
    }

    /// @throws DamagedException if the vector is not the one that was written
    void read(int slot, float[] into) {
        check(slot);
        floats.read(slot, into);
    }

    /// Whether the vector was read since the start, or written.
    boolean isChecked(int slot) {
        return chunkOf(slot).checked[rowOf(slot)];
    }

    /// Has a vector read from the disk, and checked. One that is damaged is left to who reads it.
    void fetch(int slot) {
        if (floats.checksum(slot) == chunkOf(slot).checksums[rowOf(slot)]) {
            chunkOf(slot).checked[rowOf(slot)] = true;
        }
    }

    int size() {
        return size;
    }

    /// Every slot that holds something is below this one.
    int used() {
        return used;
    }

    int rowsOfChunk() {
        return rows;
    }

    Chunk chunkOf(int slot) {
        return chunks.get(slot / rows);
    }

    int rowOf(int slot) {
        return slot % rows;
    }

    UUID image(int slot) {
        return chunkOf(slot).image(rowOf(slot));
    }

    boolean isOf(int slot, UUID image) {
        return chunkOf(slot).isOf(rowOf(slot), image);
    }

    /// The slots of those of these images that are here.
    BitSet slots(Set<UUID> images) {
        var found = new BitSet(used);
        images.forEach(image -> table.each(image, found::set));
        return found;
    }

    /// Which media types, by their number here, are among these names.
    boolean[] mediaTypes(Set<String> names) {
        var among = new boolean[mediaTypes.size()];
        for (String name : names) {
            Integer number = mediaTypes.get(name);
            if (number != null) {
                among[number] = true;
            }
        }
        return among;
    }

    /// What a snapshot made now has to hold. Its slots stay as they are until [#saved] or [#notSaved].
    Draft draft() {
        drafted = liveSlots();
        return new Draft(used, drafted, List.copyOf(chunks), List.copyOf(mediaTypes.keySet()), floats);
    }

    /// @param live   the slots with an entry
    /// @param floats null if there is no vector
    record Draft(int used, BitSet live, List<Chunk> chunks, List<String> mediaTypes, Floats floats) {}

    /// The draft is on the disk: what only the snapshot before it referred to can be written over.
    void saved() {
        kept = drafted;
        drafted = new BitSet();
        free.set(0, used);
        free.andNot(kept);
        free.andNot(liveSlots());
    }

    /// Nobody knows whether the draft is on the disk.
    void notSaved() {
        kept.or(drafted);
        drafted = new BitSet();
    }

    /// Takes over what a snapshot holds.
    void restore(Draft snapshot, Floats vectors) {
        used = snapshot.used();
        kept = snapshot.live();
        chunks.addAll(snapshot.chunks());
        floats = vectors;
        snapshot.mediaTypes().forEach(name -> mediaTypes.put(name, mediaTypes.size()));
        kept.stream().forEach(slot -> {
            chunkOf(slot).live[rowOf(slot)] = true;
            table.add(slot);
        });
        size = kept.cardinality();
        free.set(0, used);
        free.andNot(kept);
    }

    private int slot(UUID image, int ordinal) {
        for (int slot : table.of(image)) {
            if (chunkOf(slot).ordinals[rowOf(slot)] == ordinal) {
                return slot;
            }
        }
        return -1;
    }

    private boolean holds(int slot, IndexEntry entry, byte[] vector) {
        int mediaType = mediaTypes.getOrDefault(entry.mediaType(), -1);
        return chunkOf(slot).holds(rowOf(slot), entry, mediaType) && Arrays.equals(floats.bytes(slot), vector);
    }

    private void check(int slot) {
        if (!isChecked(slot)) {
            fetch(slot);
            if (!isChecked(slot)) {
                throw new DamagedException();
            }
        }
    }

    private void release(int slot) {
        table.remove(slot);
        chunkOf(slot).live[rowOf(slot)] = false;
        if (!kept.get(slot) && !drafted.get(slot)) {
            free.set(slot);
        }
        size--;
    }

    private BitSet liveSlots() {
        var live = new BitSet(used);
        IntStream.range(0, used).filter(slot -> chunkOf(slot).live[rowOf(slot)]).forEach(live::set);
        return live;
    }

    /// A slot that was never used. It counts as free until there is something in it.
    private int appended() {
        if (used == Math.multiplyExact(chunks.size(), rows)) {
            chunks.add(new Chunk(dimension));
        }
        free.set(used);
        return used++;
    }

    private Floats floats() {
        if (floats == null) {
            floats = files.get();
        }
        return floats;
    }
}
