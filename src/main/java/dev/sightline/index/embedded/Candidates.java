package dev.sightline.index.embedded;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// What may still be among the `k` nearest: each slot with a lower and an upper bound of its cosine.
///
/// The `k`-th largest lower bound is a floor: `k` entries are at least that near, so that one whose upper bound is
/// below it is none of the nearest. The floor rises each time there is no more room, so that soon little is admitted.
/// The workers of a scan have one floor together.
final class Candidates {

    private static final int BATCH = 512;

    private final int k;
    private final Floor floor;
    private int[] slots;
    private double[] lower;
    private double[] upper;
    private int count;

    /// The highest of the floors that the workers of a scan have found.
    static final class Floor {

        private volatile double height = Double.NEGATIVE_INFINITY;

        synchronized void raise(double height) {
            this.height = Math.max(this.height, height);
        }
    }

    Candidates(int k, Floor floor) {
        this.k = k;
        this.floor = floor;
        slots = new int[2 * k + BATCH];
        lower = new double[slots.length];
        upper = new double[slots.length];
    }

    /// Whether an entry with this upper bound may be among the nearest.
    boolean admits(double high) {
        return high >= floor.height;
    }

    void add(int slot, double low, double high) {
        if (count == slots.length) {
            raiseFloor();
            makeRoom(Math.max(k + BATCH, count / 2));
        }
        slots[count] = slot;
        lower[count] = low;
        upper[count++] = high;
    }

    /// Takes in the candidates of another part of the store, with the same floor.
    Candidates with(Candidates others) {
        for (int i = 0; i < others.count; i++) {
            add(others.slots[i], others.lower[i], others.upper[i]);
        }
        return this;
    }

    /// The slots that are surely as near as the floor: `k`, more where bounds are equal, fewer only if there are
    /// fewer.
    int[] leading() {
        raiseFloor();
        double height = floor.height;
        return slotsWhere(i -> lower[i] >= height);
    }

    /// The slots behind the [#leading()] that may still be as near as this cosine.
    int[] behind(double cosine) {
        double height = floor.height;
        return slotsWhere(i -> lower[i] < height && upper[i] >= cosine);
    }

    private void raiseFloor() {
        if (count < k) {
            return;
        }
        floor.raise(Ranks.largest(Arrays.copyOf(lower, count), k));
        double height = floor.height;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (upper[i] >= height) {
                slots[kept] = slots[i];
                lower[kept] = lower[i];
                upper[kept++] = upper[i];
            }
        }
        count = kept;
    }

    private void makeRoom(int more) {
        slots = Arrays.copyOf(slots, count + more);
        lower = Arrays.copyOf(lower, count + more);
        upper = Arrays.copyOf(upper, count + more);
    }

    private int[] slotsWhere(IntPredicate wanted) {
        return IntStream.range(0, count).filter(wanted).map(i -> slots[i]).toArray();
    }
}
