package dev.sightline.picture;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/// Antialiased resizing by separable convolution, as in Pillow's `Image.resize`: a filter of the output's scale, so
/// that every source pixel counts when a picture is made smaller. Results are to the bit those of Pillow up to version
/// 12, which the published embedding models were trained and measured with. Pillow 13 resizes some pictures vertically
/// first and then rounds a little differently.
public enum Resampling {
    BILINEAR(1, x -> x < 1 ? 1 - x : 0),
    /// Keys' cubic with a = -0.5.
    BICUBIC(2, x -> {
        if (x < 1) {
            return (1.5 * x - 2.5) * x * x + 1;
        }
        return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }),
    LANCZOS(3, x -> x < 3 ? sinc(x) * sinc(x / 3) : 0);

    /// Bits of the fraction of a fixed-point weight: eight bits of a sample, two of headroom for negative lobes.
    private static final int PRECISION = 32 - 8 - 2;

    private static final int HALF = 1 << (PRECISION - 1);

    /// How many times larger than the result a picture may still be after [Box] has reduced it: at this the difference
    /// from filtering every pixel is hardly measurable, at 1 it would be visible.
    static final double GAP = 2;

    private final double support;
    private final DoubleUnaryOperator filter;

    /// @param filter of the distance from the centre, never negative
    Resampling(double support, DoubleUnaryOperator filter) {
        this.support = support;
        this.filter = filter;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /// A picture of exactly `width` by `height` pixels, whatever that does to its shape.
    public Picture resize(Picture picture, int width, int height) {
        return resizeAndCrop(picture, width, height, 0, 0, width, height);
    }

    /// The same bytes as `resize(picture, width, height).crop(x, y, cropWidth, cropHeight)`, without making what the
    /// crop leaves out: a picture of 1 x 20,000 pixels is as cheap as a square one.
    ///
    /// @throws IndexOutOfBoundsException if the crop is empty or reaches outside
    public Picture resizeAndCrop(Picture picture, int width, int height, int x, int y, int cropWidth, int cropHeight) {
        if (picture.width() == width && picture.height() == height) {
            return picture.crop(x, y, cropWidth, cropHeight);
        }
        return convolve(
                picture,
                taps(picture.width(), picture.width(), width, x, cropWidth),
                taps(picture.height(), picture.height(), height, y, cropHeight));
    }

    /// The same for a picture that becomes several times smaller, faster: whole blocks of pixels are averaged first, as
    /// Pillow does for `reducing_gap=2`. For looking at, not for models.
    public Picture shrink(Picture picture, int width, int height) {
        int across = Box.factor(picture.width(), width, GAP);
        int down = Box.factor(picture.height(), height, GAP);
        if (across == 1 && down == 1) {
            return resize(picture, width, height);
        }
        var reduced = Box.reduce(picture, across, down);
        return convolve(
                reduced,
                taps((double) picture.width() / across, reduced.width(), width, 0, width),
                taps((double) picture.height() / down, reduced.height(), height, 0, height));
    }

    private static Picture convolve(Picture picture, Taps columns, Taps rows) {
        int top = rows.start();
        byte[] narrow = horizontal(picture.rgb(), picture.width(), top, rows.end(), columns);
        byte[] small = vertical(narrow, columns.count() * 3, top, rows);
        return new Picture(columns.count(), rows.count(), small);
    }

    /// Two rows at a time and two samples in each multiplication, one in either half of a long: about twice as fast as
    /// one by one. Where the lower sum is negative the upper half is one too small, which [#upper] makes up for.
    ///
    /// @param from the first row of `in` that counts
    /// @param to   the first that does not any more
    private static byte[] horizontal(byte[] in, int inWidth, int from, int to, Taps taps) {
        int outWidth = taps.count();
        var out = new byte[Math.multiplyExact(outWidth * 3, to - from)];
        var top = new long[inWidth];
        var bottom = new long[inWidth];
        var blues = new long[inWidth];
        for (int y = from; y < to; y += 2) {
            int next = Math.min(y + 1, to - 1);
            pack(in, y * inWidth * 3, next * inWidth * 3, top, bottom, blues);
            int target = (y - from) * outWidth * 3;
            int below = (next - from) * outWidth * 3;
            for (int x = 0; x < outWidth; x++) {
                int[] weights = taps.weights[x];
                int first = taps.first[x];
                long topSum = both(HALF, HALF);
                long bottomSum = topSum;
                long blueSum = topSum;
                for (int i = 0; i < weights.length; i++) {
                    long weight = weights[i];
                    topSum += top[first + i] * weight;
                    bottomSum += bottom[first + i] * weight;
                    blueSum += blues[first + i] * weight;
                }
                out[target] = sample((int) topSum);
                out[target + 1] = sample(upper(topSum));
                out[target + 2] = sample((int) blueSum);
                out[below] = sample((int) bottomSum);
                out[below + 1] = sample(upper(bottomSum));
                out[below + 2] = sample(upper(blueSum));
                target += 3;
                below += 3;
            }
        }
        return out;
    }

    /// Red and green of the row at `y` into `top`, of the row at `next` into `bottom`, blue of both into `blues`.
    private static void pack(byte[] in, int y, int next, long[] top, long[] bottom, long[] blues) {
        for (int x = 0; x < top.length; x++) {
            top[x] = both(in[y] & 0xFF, in[y + 1] & 0xFF);
            bottom[x] = both(in[next] & 0xFF, in[next + 1] & 0xFF);
            blues[x] = both(in[y + 2] & 0xFF, in[next + 2] & 0xFF);
            y += 3;
            next += 3;
        }
    }

    private static long both(int lower, int upper) {
        return lower | (long) upper << 32;
    }

    private static int upper(long sums) {
        return (int) ((sums - (int) sums) >> 32);
    }

    /// Rows become integers once, as many as one row of the result needs: loops over integers alone are compiled to
    /// vector instructions of full width.
    ///
    /// @param top the source row that `in` begins with
    private static byte[] vertical(byte[] in, int stride, int top, Taps taps) {
        var out = new byte[Math.multiplyExact(stride, taps.count())];
        var rows = new int[taps.most()][stride];
        var sums = new int[stride];
        int ready = top;
        for (int y = 0; y < taps.count(); y++) {
            int first = taps.first[y];
            int[] weights = taps.weights[y];
            for (ready = Math.max(ready, first); ready < first + weights.length; ready++) {
                widen(in, (ready - top) * stride, rows[ready % rows.length]);
            }
            Arrays.fill(sums, HALF);
            for (int i = 0; i < weights.length; i++) {
                add(rows[(first + i) % rows.length], weights[i], sums);
            }
            for (int x = 0; x < stride; x++) {
                out[y * stride + x] = sample(sums[x]);
            }
        }
        return out;
    }

    private static void widen(byte[] in, int from, int[] row) {
        for (int x = 0; x < row.length; x++) {
            row[x] = in[from + x] & 0xFF;
        }
    }

    private static void add(int[] row, int weight, int[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += row[x] * weight;
        }
    }

    private static byte sample(int sum) {
        return (byte) Math.clamp(sum >> PRECISION, 0, 255);
    }

    /// For each output position, the first source position and the fixed-point weights from there on.
    private record Taps(int[] first, int[][] weights) {

        int count() {
            return first.length;
        }

        /// Source positions of one output position.
        int most() {
            return Arrays.stream(weights).mapToInt(fixed -> fixed.length).max().getAsInt();
        }

        int start() {
            return first[0];
        }

        int end() {
            int last = count() - 1;
            return first[last] + weights[last].length;
        }
    }

    /// The taps of `count` output positions from `offset` on.
    ///
    /// @param extent of the source that counts, in pixels: at most `in`, the last may count in part
    private Taps taps(double extent, int in, int out, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, out);
        if (count == 0) {
            throw new IndexOutOfBoundsException("an empty crop");
        }
        double scale = extent / out;
        double stretch = Math.max(scale, 1);
        double reach = support * stretch;
        var first = new int[count];
        var weights = new int[count][];
        for (int i = 0; i < count; i++) {
            double centre = (offset + i + 0.5) * scale;
            int from = Math.max((int) (centre - reach + 0.5), 0);
            int to = Math.min((int) (centre + reach + 0.5), in);
            first[i] = from;
            weights[i] = weights(from, to, centre, stretch);
        }
        return new Taps(first, weights);
    }

    private int[] weights(int from, int to, double centre, double stretch) {
        var exact = new double[to - from];
        double total = 0;
        for (int i = 0; i < exact.length; i++) {
            exact[i] = filter.applyAsDouble(Math.abs((from + i - centre + 0.5) / stretch));
            total += exact[i];
        }
        var fixed = new int[exact.length];
        for (int i = 0; i < exact.length; i++) {
            // Half away from zero, as C's truncation after adding a half with the value's sign does.
            double scaled = exact[i] / total * (1 << PRECISION);
            fixed[i] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
        }
        return fixed;
    }
}
