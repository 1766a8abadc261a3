package dev.sightline.picture;

import java.util.Arrays;
import java.util.stream.IntStream;

/// From the coefficients of a block to samples: 8 x 8 of them, or fewer, for a smaller picture. Those of 8 x 8 are to
/// the bit those of libjpeg's accurate integer method. For fewer, the coefficients of lower frequency are taken for
/// those of a smaller block, which is sharper than the mean of samples and leaves no aliases.
///
/// Integers are fractions of [#BITS] bits; the first pass, over columns, keeps [#KEPT] of them for the second.
final class JpegIdct {

    private static final int BITS = 13;
    private static final int KEPT = 2;
    private static final int FIRST_SHIFT = BITS - KEPT;
    private static final int FIRST_HALF = 1 << (FIRST_SHIFT - 1);

    /// Eight of a block of one value come from both passes together.
    private static final int SECOND_SHIFT = BITS + KEPT + 3;

    private static final int SECOND_HALF = 1 << (SECOND_SHIFT - 1);

    private static final int N = JpegComponent.BLOCK;

    /// For each place, in the order of storing, how many columns may hold something if all behind it is zero.
    private static final int[] COLUMNS = columns();

    private final int across;
    private final int down;
    private final int[][] wavesAcross;
    private final int[][] wavesDown;
    private final int[] rows = new int[N * N];

    /// @param across samples that a block becomes in a row, 1 to 8
    /// @param down   samples that a block becomes in a column, 1 to 8
    JpegIdct(int across, int down) {
        this.across = across;
        this.down = down;
        this.wavesAcross = waves(across);
        this.wavesDown = waves(down);
    }

    private static int[] columns() {
        var columns = new int[N * N];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Math.max(columns[Math.max(i - 1, 0)], JpegTables.PLACES[i] % N + 1);
        }
        return columns;
    }

    /// For each sample of the first half, the weights of the coefficients.
    private static int[][] waves(int size) {
        return IntStream.range(0, (size + 1) / 2)
                .mapToObj(x ->
                        IntStream.range(0, size).map(u -> weight(x, u, size)).toArray())
                .toArray(int[][]::new);
    }

    private static int weight(int x, int u, int size) {
        double wave = u == 0 ? 1 : Math.sqrt(2) * Math.cos((2 * x + 1) * u * Math.PI / (2 * size));
        return (int) Math.round(wave * (1 << BITS));
    }

    int across() {
        return across;
    }

    int down() {
        return down;
    }

    /// The sample that a sum is, -128 to 127: 0 is the middle.
    static int sample(int sum) {
        return Math.max(-128, Math.min(127, sum >> SECOND_SHIFT));
    }

    /// Writes one block, as [#sample] before it is rounded.
    ///
    /// @param block coefficients in rows of eight
    /// @param last  the place, in the order of storing, behind which all are zero
    void put(int[] block, int last, int[] sums, int at, int stride) {
        if (last == 0) {
            int sum = (block[0] << BITS + KEPT) + SECOND_HALF;
            for (int y = 0; y < down; y++) {
                Arrays.fill(sums, at + y * stride, at + y * stride + across, sum);
            }
            return;
        }
        int columns = Math.min(COLUMNS[last], across);
        switch (down) {
            case 8 -> columnsOf8(block, columns);
            case 4 -> columnsOf4(block, columns);
            default -> columnsOfAny(block, columns);
        }
        switch (across) {
            case 8 -> rowsOf8(columns, sums, at, stride);
            case 4 -> rowsOf4(columns, sums, at, stride);
            default -> rowsOfAny(columns, sums, at, stride);
        }
    }

    private void clear(int from, int to) {
        for (int x = from; x < to; x++) {
            for (int y = 0; y < down; y++) {
                rows[y * N + x] = 0;
            }
        }
    }

    /// By the method of Loeffler, Ligtenberg and Moschytz, as libjpeg has it.
    private void columnsOf8(int[] in, int columns) {
        int[] rows = this.rows;
        for (int x = 0; x < columns; x++) {
            int in1 = in[x + N];
            int in2 = in[x + 2 * N];
            int in3 = in[x + 3 * N];
            int in4 = in[x + 4 * N];
            int in5 = in[x + 5 * N];
            int in6 = in[x + 6 * N];
            int in7 = in[x + 7 * N];
            if ((in1 | in2 | in3 | in4 | in5 | in6 | in7) == 0) {
                int flat = in[x] << KEPT;
                for (int y = 0; y < N; y++) {
                    rows[y * N + x] = flat;
                }
                continue;
            }
            int middle = (in2 + in6) * 4433;
            int inner = middle - in6 * 15137;
            int outer = middle + in2 * 6270;
            int sum = (in[x] + in4 << BITS) + FIRST_HALF;
            int difference = (in[x] - in4 << BITS) + FIRST_HALF;
            int even0 = sum + outer;
            int even1 = difference + inner;
            int even2 = difference - inner;
            int even3 = sum - outer;

            int z5 = (in7 + in3 + in5 + in1) * 9633;
            int z1 = (in7 + in1) * -7373;
            int z2 = (in5 + in3) * -20995;
            int z3 = (in7 + in3) * -16069 + z5;
            int z4 = (in5 + in1) * -3196 + z5;
            int odd0 = in1 * 12299 + z1 + z4;
            int odd1 = in3 * 25172 + z2 + z3;
            int odd2 = in5 * 16819 + z2 + z4;
            int odd3 = in7 * 2446 + z1 + z3;

            rows[x] = even0 + odd0 >> FIRST_SHIFT;
            rows[x + N] = even1 + odd1 >> FIRST_SHIFT;
            rows[x + 2 * N] = even2 + odd2 >> FIRST_SHIFT;
            rows[x + 3 * N] = even3 + odd3 >> FIRST_SHIFT;
            rows[x + 4 * N] = even3 - odd3 >> FIRST_SHIFT;
            rows[x + 5 * N] = even2 - odd2 >> FIRST_SHIFT;
            rows[x + 6 * N] = even1 - odd1 >> FIRST_SHIFT;
            rows[x + 7 * N] = even0 - odd0 >> FIRST_SHIFT;
        }
    }

    private void rowsOf8(int columns, int[] sums, int at, int stride) {
        boolean half = columns <= N / 2;
        clear(columns, half ? N / 2 : N);
        for (int y = 0; y < down; y++) {
            if (half) {
                halfRowOf8(y * N, sums, at + y * stride);
            } else {
                rowOf8(y * N, sums, at + y * stride);
            }
        }
    }

    private void rowOf8(int from, int[] sums, int at) {
        int in1 = rows[from + 1];
        int in2 = rows[from + 2];
        int in3 = rows[from + 3];
        int in5 = rows[from + 5];
        int in6 = rows[from + 6];
        int in7 = rows[from + 7];
        int middle = (in2 + in6) * 4433;
        int inner = middle - in6 * 15137;
        int outer = middle + in2 * 6270;
        int sum = (rows[from] + rows[from + 4] << BITS) + SECOND_HALF;
        int difference = (rows[from] - rows[from + 4] << BITS) + SECOND_HALF;
        int z5 = (in7 + in3 + in5 + in1) * 9633;
        int z1 = (in7 + in1) * -7373;
        int z2 = (in5 + in3) * -20995;
        int z3 = (in7 + in3) * -16069 + z5;
        int z4 = (in5 + in1) * -3196 + z5;
        butterfly(
                sum + outer,
                difference + inner,
                difference - inner,
                sum - outer,
                in1 * 12299 + z1 + z4,
                in3 * 25172 + z2 + z3,
                in5 * 16819 + z2 + z4,
                in7 * 2446 + z1 + z3,
                sums,
                at);
    }

    /// The same where the second half is zero.
    private void halfRowOf8(int from, int[] sums, int at) {
        int in1 = rows[from + 1];
        int in2 = rows[from + 2];
        int in3 = rows[from + 3];
        int direct = (rows[from] << BITS) + SECOND_HALF;
        butterfly(
                direct + in2 * 10703,
                direct + in2 * 4433,
                direct - in2 * 4433,
                direct - in2 * 10703,
                in1 * 11363 + in3 * 9633,
                in1 * 9633 + in3 * -2259,
                in1 * 6437 + in3 * -11362,
                in1 * 2260 + in3 * -6436,
                sums,
                at);
    }

    private static void butterfly(
            int even0, int even1, int even2, int even3, int odd0, int odd1, int odd2, int odd3, int[] sums, int at) {
        sums[at] = even0 + odd0;
        sums[at + 1] = even1 + odd1;
        sums[at + 2] = even2 + odd2;
        sums[at + 3] = even3 + odd3;
        sums[at + 4] = even3 - odd3;
        sums[at + 5] = even2 - odd2;
        sums[at + 6] = even1 - odd1;
        sums[at + 7] = even0 - odd0;
    }

    private void columnsOf4(int[] in, int columns) {
        int[] rows = this.rows;
        for (int x = 0; x < columns; x++) {
            int sum = (in[x] + in[x + 2 * N] << BITS) + FIRST_HALF;
            int difference = (in[x] - in[x + 2 * N] << BITS) + FIRST_HALF;
            int outer = in[x + N] * 10703 + in[x + 3 * N] * 4433;
            int inner = in[x + N] * 4433 - in[x + 3 * N] * 10703;
            rows[x] = sum + outer >> FIRST_SHIFT;
            rows[x + N] = difference + inner >> FIRST_SHIFT;
            rows[x + 2 * N] = difference - inner >> FIRST_SHIFT;
            rows[x + 3 * N] = sum - outer >> FIRST_SHIFT;
        }
    }

    private void rowsOf4(int columns, int[] sums, int at, int stride) {
        int[] rows = this.rows;
        clear(columns, 4);
        for (int y = 0; y < down; y++) {
            int from = y * N;
            int to = at + y * stride;
            int sum = (rows[from] + rows[from + 2] << BITS) + SECOND_HALF;
            int difference = (rows[from] - rows[from + 2] << BITS) + SECOND_HALF;
            int outer = rows[from + 1] * 10703 + rows[from + 3] * 4433;
            int inner = rows[from + 1] * 4433 - rows[from + 3] * 10703;
            sums[to] = sum + outer;
            sums[to + 1] = difference + inner;
            sums[to + 2] = difference - inner;
            sums[to + 3] = sum - outer;
        }
    }

    private void columnsOfAny(int[] in, int columns) {
        for (int y = 0; y < wavesDown.length; y++) {
            int[] wave = wavesDown[y];
            for (int x = 0; x < columns; x++) {
                int even = FIRST_HALF;
                int odd = 0;
                for (int u = 0; u < down; u += 2) {
                    even += wave[u] * in[u * N + x];
                }
                for (int u = 1; u < down; u += 2) {
                    odd += wave[u] * in[u * N + x];
                }
                rows[y * N + x] = even + odd >> FIRST_SHIFT;
                rows[(down - 1 - y) * N + x] = even - odd >> FIRST_SHIFT;
            }
        }
    }

    private void rowsOfAny(int columns, int[] sums, int at, int stride) {
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < wavesAcross.length; x++) {
                int[] wave = wavesAcross[x];
                int even = SECOND_HALF;
                int odd = 0;
                for (int u = 0; u < columns; u += 2) {
                    even += wave[u] * rows[y * N + u];
                }
                for (int u = 1; u < columns; u += 2) {
                    odd += wave[u] * rows[y * N + u];
                }
                sums[at + y * stride + x] = even + odd;
                sums[at + y * stride + across - 1 - x] = even - odd;
            }
        }
    }
}
