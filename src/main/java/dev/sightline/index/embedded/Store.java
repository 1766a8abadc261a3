package dev.sightline.index.embedded;

import dev.sightline.index.IndexEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The vectors of one kind. An entry lives in a slot, and a slot that became free is the next to be filled.
/// Whoever calls sees to it that nobody reads while something is written.
final class Store {

    private static final int[] NONE = {};

    private final int dimension;
    private final int rows;
    private final List<Chunk> chunks = new ArrayList<>();
    private final Map<UUID, int[]> slots = new HashMap<>();
    private final Map<String, Integer> mediaTypes = new HashMap<>();
    private int[] free = new int[16];
    private int frees;
    private int used;

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
        free = grown(free, frees + gone.length);
        for (int slot : gone) {
            chunkOf(slot).clear(rowOf(slot));
            free[frees++] = slot;
        }
    }

    int size() {
        return used - frees;
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

    /// The slots of those of these images that are here, ascending.
    int[] slots(Set<UUID> images) {
        var found = new int[Math.min(images.size(), 1024)];
        int count = 0;
        for (UUID image : images) {
            int[] some = slots.getOrDefault(image, NONE);
            found = grown(found, count + some.length);
            System.arraycopy(some, 0, found, count, some.length);
            count += some.length;
        }
        int[] all = Arrays.copyOf(found, count);
        Arrays.sort(all);
        return all;
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
        int slot = frees > 0 ? free[--frees] : append();
        int[] more = Arrays.copyOf(own, own.length + 1);
        more[own.length] = slot;
        slots.put(image, more);
        return slot;
    }

    private int append() {
        if (used == Math.multiplyExact(chunks.size(), rows)) {
            chunks.add(new Chunk(dimension));
        }
        return used++;
    }

    private static int[] grown(int[] array, int needed) {
        return needed <= array.length ? array : Arrays.copyOf(array, Math.max(needed, 2 * array.length));
    }
}
