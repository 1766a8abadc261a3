package dev.sightline.picture;

import java.util.Arrays;

/// The coefficients of one block, in rows of eight, multiplied with their steps.
final class JpegBlock {

    final int[] values = new int[JpegComponent.AREA];

    /// The place, in the order of storing, behind which all are zero.
    int last;

    void clear() {
        Arrays.fill(values, 0);
        last = 0;
    }

    void keep(short[] stored, int at) {
        for (int i = 0; i < JpegComponent.AREA; i++) {
            stored[at + i] = (short) values[i];
        }
    }

    /// @param stored in rows of eight, from `at` on
    /// @param steps  in rows of eight
    void load(short[] stored, int at, int[] steps) {
        int any = 0;
        for (int i = 1; i < JpegComponent.AREA; i++) {
            any |= stored[at + i];
        }
        values[0] = stored[at] * steps[0];
        last = 0;
        if (any != 0) {
            for (int i = 1; i < JpegComponent.AREA; i++) {
                values[i] = stored[at + i] * steps[i];
            }
            last = JpegComponent.AREA - 1;
        }
    }
}
