package dev.sightline.index.embedded;

import dev.sightline.index.IndexEntry;
import dev.sightline.index.VectorRepository.Calibrated;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The vectors of one kind. An entry lives in a slot, and a slot that became free is the next to be filled. Whoever
/// calls sees to it that nobody reads while something is written.
final class Store {

    private static final int[] NONE = {};

    private final int dimension;
    private final int rows;
    private final List<Chunk> chunks = new ArrayList<>();
    private final Map<UUID, int[]> slots = new HashMap<>();
    private final Map<String, Integer> mediaTypes = new HashMap<>();
    private final BitSet free = new BitSet();
    private int used;
    private int size;

    Store(int dimension) {
        this.dimension = dimension;
        this.rows = Chunk.rows(dimension);
    }

    void put(IndexEntry entry, float[] unit, Code code) {
        int slot = slot(entry.image(), entry.ordinal());
        int mediaType = mediaTypes.computeIfAbsent(entry.mediaType(), _ -> mediaTypes.size());
        chunkOf(slot).set(rowOf(slot), entry, unit, code, mediaType);
    }

    void remove(UUID image) {
        int[] gone = slots.remove(image);
        if (gone == null) {
            return;
        }
        for (int slot : gone) {
            chunkOf(slot).clear(rowOf(slot));
            free.set(slot);
        }
        size -= gone.length;
    }

    Set<UUID> images() {
        return slots.keySet();
    }

    /// Whether this very entry is here.
    boolean holds(IndexEntry entry) {
        int mediaType = mediaTypes.getOrDefault(entry.mediaType(), -1);
        return Arrays.stream(slots.getOrDefault(entry.image(), NONE))
                .anyMatch(slot -> chunkOf(slot).holds(rowOf(slot), entry, mediaType));
    }

    /// Of the entry with ordinal 0.
    Optional<Calibrated> calibrated(UUID image) {
        return Arrays.stream(slots.getOrDefault(image, NONE))
                .filter(slot -> chunkOf(slot).ordinals[rowOf(slot)] == 0)
                .mapToObj(slot -> chunkOf(slot).calibrated(rowOf(slot)))
                .findFirst();
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

    /// The slots of those of these images that are here.
    BitSet slots(Set<UUID> images) {
        var found = new BitSet(used);
        for (UUID image : images) {
            for (int slot : slots.getOrDefault(image, NONE)) {
                found.set(slot);
            }
        }
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

    private int slot(UUID image, int ordinal) {
        int[] own = slots.getOrDefault(image, NONE);
        for (int slot : own) {
            if (chunkOf(slot).ordinals[rowOf(slot)] == ordinal) {
                return slot;
            }
        }
        int slot = size < used ? reused() : appended();
        size++;
        int[] more = Arrays.copyOf(own, own.length + 1);
        more[own.length] = slot;
        slots.put(image, more);
        return slot;
    }

    private int reused() {
        int slot = free.nextSetBit(0);
        free.clear(slot);
        return slot;
    }

    private int appended() {
        if (used == Math.multiplyExact(chunks.size(), rows)) {
            chunks.add(new Chunk(dimension));
        }
        return used++;
    }
}
