package dev.sightline.picture;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/// Antialiased resizing by separable convolution, as in Pillow's `Image.resize`: a filter of the output's scale,
/// so that every source pixel counts when a picture is made smaller. Results are byte for byte those of Pillow up to
/// version 12, which the published embedding models were trained and measured with. Pillow 13 resizes what shrinks most
/// in height vertically first, and then rounds a little differently.
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
        var columns = taps(picture.width(), width, x, cropWidth);
        var rows = taps(picture.height(), height, y, cropHeight);
        int top = rows.start();
        byte[] across = horizontal(picture, columns, top, rows.end());
        return new Picture(cropWidth, cropHeight, vertical(across, cropWidth, rows, top));
    }

    private static byte[] horizontal(Picture picture, Taps columns, int top, int bottom) {
        byte[] in = picture.rgb();
        int width = columns.first.length;
        var out = new byte[Math.multiplyExact(width * 3, bottom - top)];
        for (int y = top; y < bottom; y++) {
            int row = y * picture.width() * 3;
            int target = (y - top) * width * 3;
            for (int x = 0; x < width; x++) {
                int[] weights = columns.weights[x];
                int source = row + columns.first[x] * 3;
                int red = 1 << (PRECISION - 1);
                int green = red;
                int blue = red;
                for (int weight : weights) {
                    red += (in[source] & 255) * weight;
                    green += (in[source + 1] & 255) * weight;
                    blue += (in[source + 2] & 255) * weight;
                    source += 3;
                }
                out[target++] = sample(red);
                out[target++] = sample(green);
                out[target++] = sample(blue);
            }
        }
        return out;
    }

    /// @param top the row of the picture that is the first of `in`
    private static byte[] vertical(byte[] in, int width, Taps rows, int top) {
        int stride = width * 3;
        int height = rows.first.length;
        var out = new byte[Math.multiplyExact(stride, height)];
        var sums = new int[stride];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sums, 1 << (PRECISION - 1));
            int source = (rows.first[y] - top) * stride;
            for (int weight : rows.weights[y]) {
                for (int x = 0; x < stride; x++) {
                    sums[x] += (in[source + x] & 255) * weight;
                }
                source += stride;
            }
            for (int x = 0; x < stride; x++) {
                out[y * stride + x] = sample(sums[x]);
            }
        }
        return out;
    }

    private static byte sample(int sum) {
        return (byte) Math.clamp(sum >> PRECISION, 0, 255);
    }

    /// For each output position, the first source position and the fixed-point weights from there on.
    private record Taps(int[] first, int[][] weights) {

        int start() {
            return first[0];
        }

        int end() {
            int last = first.length - 1;
            return first[last] + weights[last].length;
        }
    }

    /// The taps of the output positions from `offset` on, `count` of them.
    private Taps taps(int in, int out, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, out);
        if (count == 0) {
            throw new IndexOutOfBoundsException("an empty crop");
        }
        double scale = (double) in / out;
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
