package dev.sightline.index.embedded;

import java.util.Arrays;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// Finds the slots of an image, by open addressing: numbers of slots only, since the chunks have the ids. An image with
/// several entries is in it several times.
final class SlotTable {

    private static final int EMPTY = -1;

    private final Store store;
    private int[] slots = empty(1 << 10);
    private int count;

    SlotTable(Store store) {
        this.store = store;
    }

    /// The slots of all entries of an image.
    int[] of(UUID image) {
        var found = IntStream.builder();
        each(image, found);
        return found.build().toArray();
    }

    /// Gives each slot of an image to somebody.
    void each(UUID image, IntConsumer slot) {
        for (int at = home(image); slots[at] != EMPTY; at = next(at)) {
            if (store.isOf(slots[at], image)) {
                slot.accept(slots[at]);
            }
        }
    }

    void add(int slot) {
        if (2 * ++count > slots.length) {
            grow();
        }
        place(slot);
    }

    /// Takes out a slot that is in it, and moves those behind it up that would not be found any more.
    void remove(int slot) {
        int gap = home(store.image(slot));
        while (slots[gap] != slot) {
            gap = next(gap);
        }
        for (int at = next(gap); slots[at] != EMPTY; at = next(at)) {
            int home = home(store.image(slots[at]));
            if (distance(home, at) >= distance(gap, at)) {
                slots[gap] = slots[at];
                gap = at;
            }
        }
        slots[gap] = EMPTY;
        count--;
    }

    private void grow() {
        int[] before = slots;
        slots = empty(Math.multiplyExact(2, before.length));
        for (int slot : before) {
            if (slot != EMPTY) {
                place(slot);
            }
        }
    }

    private void place(int slot) {
        int at = home(store.image(slot));
        while (slots[at] != EMPTY) {
            at = next(at);
        }
        slots[at] = slot;
    }

    /// Ids of version 7 begin with the time: the multiplication spreads all their bits.
    private int home(UUID image) {
        long mixed = (image.getMostSignificantBits() * 31 + image.getLeastSignificantBits()) * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 32) & slots.length - 1;
    }

    private int next(int at) {
        return at + 1 & slots.length - 1;
    }

    private int distance(int from, int to) {
        return to - from & slots.length - 1;
    }

    private static int[] empty(int length) {
        var slots = new int[length];
        Arrays.fill(slots, EMPTY);
        return slots;
    }
}
