package dev.sightline.picture;

/// From the samples of a block to coefficients in steps, to the bit as libjpeg's accurate integer method has them.
final class JpegTransform {

    private static final int N = JpegComponent.BLOCK;
    private static final int BITS = 13;
    private static final int KEPT = 2;

    /// What comes out of the two passes is eight times too large.
    private static final int SCALE = 8;

    private final int[] steps = new int[JpegComponent.AREA];
    private final int[] halves = new int[JpegComponent.AREA];
    private final long[] inverses = new long[JpegComponent.AREA];
    private final int[] block = new int[JpegComponent.AREA];
    private final int[] coefficients = new int[JpegComponent.AREA];
    private long present;

    /// @param steps of the coefficients, in rows of eight
    JpegTransform(int[] steps) {
        for (int i = 0; i < JpegComponent.AREA; i++) {
            int step = steps[JpegTables.PLACES[i]];
            this.steps[i] = step;
            halves[i] = step * SCALE / 2;
            // A multiplication instead of a division: exact for all that sixteen bits can hold.
            inverses[i] = (1L << 32) / (step * SCALE) + 1;
        }
    }

    /// @param place in the order of storing
    int step(int place) {
        return steps[place];
    }

    void apply(int[] samples, int at, int stride) {
        for (int y = 0; y < N; y++) {
            row(samples, at + y * stride, y * N);
        }
        for (int x = 0; x < N; x++) {
            column(x);
        }
        quantise();
    }

    private void row(int[] in, int at, int to) {
        int[] out = block;
        int sum0 = in[at] + in[at + 7];
        int sum1 = in[at + 1] + in[at + 6];
        int sum2 = in[at + 2] + in[at + 5];
        int sum3 = in[at + 3] + in[at + 4];
        int odd3 = in[at] - in[at + 7];
        int odd2 = in[at + 1] - in[at + 6];
        int odd1 = in[at + 2] - in[at + 5];
        int odd0 = in[at + 3] - in[at + 4];
        int outer = sum0 + sum3;
        int outerDifference = sum0 - sum3;
        int inner = sum1 + sum2;
        int innerDifference = sum1 - sum2;
        int shift = BITS - KEPT;
        int half = 1 << (shift - 1);
        out[to] = outer + inner << KEPT;
        out[to + 4] = outer - inner << KEPT;
        int middle = (innerDifference + outerDifference) * 4433 + half;
        out[to + 2] = middle + outerDifference * 6270 >> shift;
        out[to + 6] = middle - innerDifference * 15137 >> shift;
        int z5 = (odd0 + odd1 + odd2 + odd3) * 9633 + half;
        int z1 = (odd0 + odd3) * -7373;
        int z2 = (odd1 + odd2) * -20995;
        int z3 = (odd0 + odd2) * -16069 + z5;
        int z4 = (odd1 + odd3) * -3196 + z5;
        out[to + 7] = odd0 * 2446 + z1 + z3 >> shift;
        out[to + 5] = odd1 * 16819 + z2 + z4 >> shift;
        out[to + 3] = odd2 * 25172 + z2 + z3 >> shift;
        out[to + 1] = odd3 * 12299 + z1 + z4 >> shift;
    }

    private void column(int x) {
        int[] in = block;
        int sum0 = in[x] + in[x + 7 * N];
        int sum1 = in[x + N] + in[x + 6 * N];
        int sum2 = in[x + 2 * N] + in[x + 5 * N];
        int sum3 = in[x + 3 * N] + in[x + 4 * N];
        int odd3 = in[x] - in[x + 7 * N];
        int odd2 = in[x + N] - in[x + 6 * N];
        int odd1 = in[x + 2 * N] - in[x + 5 * N];
        int odd0 = in[x + 3 * N] - in[x + 4 * N];
        int outer = sum0 + sum3;
        int outerDifference = sum0 - sum3;
        int inner = sum1 + sum2;
        int innerDifference = sum1 - sum2;
        int shift = BITS + KEPT;
        int half = 1 << (shift - 1);
        in[x] = outer + inner + (1 << (KEPT - 1)) >> KEPT;
        in[x + 4 * N] = outer - inner + (1 << (KEPT - 1)) >> KEPT;
        int middle = (innerDifference + outerDifference) * 4433 + half;
        in[x + 2 * N] = middle + outerDifference * 6270 >> shift;
        in[x + 6 * N] = middle - innerDifference * 15137 >> shift;
        int z5 = (odd0 + odd1 + odd2 + odd3) * 9633 + half;
        int z1 = (odd0 + odd3) * -7373;
        int z2 = (odd1 + odd2) * -20995;
        int z3 = (odd0 + odd2) * -16069 + z5;
        int z4 = (odd1 + odd3) * -3196 + z5;
        in[x + 7 * N] = odd0 * 2446 + z1 + z3 >> shift;
        in[x + 5 * N] = odd1 * 16819 + z2 + z4 >> shift;
        in[x + 3 * N] = odd2 * 25172 + z2 + z3 >> shift;
        in[x + N] = odd3 * 12299 + z1 + z4 >> shift;
    }

    private void quantise() {
        long present = 0;
        for (int i = 0; i < JpegComponent.AREA; i++) {
            int value = block[JpegTables.PLACES[i]];
            int sign = value >> 31;
            int size = (int) (((value ^ sign) - sign + halves[i]) * inverses[i] >> 32);
            coefficients[i] = (size ^ sign) - sign;
            present |= (size == 0 ? 0L : 1L) << i;
        }
        this.present = present;
    }

    /// In the order of storing.
    int[] coefficients() {
        return coefficients;
    }

    /// A bit for each coefficient that is not zero.
    long present() {
        return present;
    }
}
