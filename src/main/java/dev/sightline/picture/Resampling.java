package dev.sightline.picture;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// Antialiased resizing by separable convolution, as in Pillow's `Image.resize`: a filter of the output's scale, so
// that
/// every source pixel counts when a picture is made smaller. Results agree with Pillow's to the rounding of a byte,
// which
/// is what the published embedding models were trained and measured with.
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
        if (picture.width() == width && picture.height() == height) {
            return picture;
        }
        byte[] across = horizontal(picture.rgb(), picture.width(), picture.height(), width);
        return new Picture(width, height, vertical(across, width, picture.height(), height));
    }

    private byte[] horizontal(byte[] in, int inWidth, int height, int outWidth) {
        if (inWidth == outWidth) {
            return in;
        }
        var taps = taps(inWidth, outWidth);
        var out = new byte[Math.multiplyExact(outWidth * 3, height)];
        for (int y = 0; y < height; y++) {
            int row = y * inWidth * 3;
            int target = y * outWidth * 3;
            for (int x = 0; x < outWidth; x++) {
                int[] weights = taps.weights[x];
                int source = row + taps.first[x] * 3;
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

    private byte[] vertical(byte[] in, int width, int inHeight, int outHeight) {
        if (inHeight == outHeight) {
            return in;
        }
        var taps = taps(inHeight, outHeight);
        int stride = width * 3;
        var out = new byte[Math.multiplyExact(stride, outHeight)];
        var sums = new int[stride];
        for (int y = 0; y < outHeight; y++) {
            Arrays.fill(sums, 1 << (PRECISION - 1));
            int source = taps.first[y] * stride;
            for (int weight : taps.weights[y]) {
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
    private record Taps(int[] first, int[][] weights) {}

    private Taps taps(int in, int out) {
        double scale = (double) in / out;
        double stretch = Math.max(scale, 1);
        double reach = support * stretch;
        var first = new int[out];
        var weights = new int[out][];
        for (int i = 0; i < out; i++) {
            double centre = (i + 0.5) * scale;
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
