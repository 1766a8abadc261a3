package dev.sightline.index.embedded;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// What may still be among the `k` nearest: each slot with a lower and an upper bound of its cosine.
///
/// The `k`-th largest lower bound is a floor: `k` entries are at least that near, so that one whose upper bound is
/// below it is none of the nearest. The floor rises each time there is no more room, so that soon little is admitted.
final class Candidates {

    private static final int BATCH = 512;

    private final int k;
    private double floor = Double.NEGATIVE_INFINITY;
    private int[] slots;
    private double[] lower;
    private double[] upper;
    private int count;

    Candidates(int k) {
        this.k = k;
        slots = new int[2 * k + BATCH];
        lower = new double[slots.length];
        upper = new double[slots.length];
    }

    /// Whether an entry with this upper bound may be among the nearest.
    boolean admits(double high) {
        return high >= floor;
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

    /// Takes in the candidates of another part of the store.
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
        return slotsWhere(i -> lower[i] >= floor);
    }

    /// The slots behind the [#leading()] that may still be as near as this cosine.
    int[] behind(double cosine) {
        return slotsWhere(i -> lower[i] < floor && upper[i] >= cosine);
    }

    private void raiseFloor() {
        if (count < k) {
            return;
        }
        floor = Ranks.largest(Arrays.copyOf(lower, count), k);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (upper[i] >= floor) {
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
