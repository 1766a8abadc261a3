package dev.sightline.style;

import java.util.SplittableRandom;

/// Some of many, each with the same probability.
final class Sample {

    private Sample() {}

    /// Numbers below `size`, ascending and different, by Knuth's algorithm S.
    ///
    /// @param count at most `size`
    static int[] of(int size, int count, SplittableRandom random) {
        var chosen = new int[count];
        int found = 0;
        for (int i = 0; found < count; i++) {
            if (random.nextInt(size - i) < count - found) {
                chosen[found++] = i;
            }
        }
        return chosen;
    }
}
