package dev.sightline.duplicate;

import dev.sightline.picture.Picture;
import java.util.Arrays;
import java.util.OptionalLong;

/// Sixty-three bits of what a picture looks like, of which few change when it is scaled, compressed or a little
/// brighter: for each of the lowest frequencies of the picture, whether it is above the median of them all. (Zauner,
/// *Implementation and Benchmarking of Perceptual Image Hash Functions*, 2010, section 3.2.1.)
final class PerceptualHash {

    /// The picture is averaged to as many pixels a side, whatever its shape.
    private static final int SIZE = 32;

    /// Frequencies in each direction.
    private static final int FREQUENCIES = 8;

    /// Of all frequencies together, for brightness of 0 to 255. Below it, noise decides.
    private static final double STRUCTURE = 40;

    private static final double[][] WAVES = waves();

    private PerceptualHash() {}

    /// @return empty if the picture has too little structure to be told from others by it
    static OptionalLong of(Picture picture) {
        double[] coefficients = coefficients(brightness(picture));
        double structure = Math.sqrt(Arrays.stream(coefficients).map(c -> c * c).sum());
        if (structure < STRUCTURE) {
            return OptionalLong.empty();
        }
        double median = Arrays.stream(coefficients).sorted().toArray()[coefficients.length / 2];
        long hash = 0;
        for (double coefficient : coefficients) {
            hash = hash << 1 | (coefficient > median ? 1 : 0);
        }
        return OptionalLong.of(hash);
    }

    /// The mean brightness of each of 32 × 32 parts; those of a smaller picture hold a pixel each, some more than once.
    private static double[][] brightness(Picture picture) {
        var means = new double[SIZE][SIZE];
        for (int y = 0; y < SIZE; y++) {
            int top = y * picture.height() / SIZE;
            int bottom = Math.max(top + 1, (y + 1) * picture.height() / SIZE);
            for (int x = 0; x < SIZE; x++) {
                int left = x * picture.width() / SIZE;
                int right = Math.max(left + 1, (x + 1) * picture.width() / SIZE);
                means[y][x] = mean(picture, left, top, right, bottom);
            }
        }
        return means;
    }

    private static double mean(Picture picture, int left, int top, int right, int bottom) {
        byte[] rgb = picture.rgb();
        double sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int i = 3 * (y * picture.width() + left); i < 3 * (y * picture.width() + right); i += 3) {
                sum += 0.299 * (rgb[i] & 0xFF) + 0.587 * (rgb[i + 1] & 0xFF) + 0.114 * (rgb[i + 2] & 0xFF);
            }
        }
        return sum / ((bottom - top) * (right - left));
    }

    /// The lowest frequencies of the discrete cosine transform, without the mean.
    private static double[] coefficients(double[][] brightness) {
        var rows = new double[SIZE][FREQUENCIES];
        for (int y = 0; y < SIZE; y++) {
            for (int u = 0; u < FREQUENCIES; u++) {
                for (int x = 0; x < SIZE; x++) {
                    rows[y][u] += brightness[y][x] * WAVES[u][x];
                }
            }
        }
        var coefficients = new double[FREQUENCIES * FREQUENCIES - 1];
        for (int i = 0; i < coefficients.length; i++) {
            int u = (i + 1) % FREQUENCIES;
            int v = (i + 1) / FREQUENCIES;
            for (int y = 0; y < SIZE; y++) {
                coefficients[i] += rows[y][u] * WAVES[v][y];
            }
        }
        return coefficients;
    }

    /// Orthonormal.
    private static double[][] waves() {
        var waves = new double[FREQUENCIES][SIZE];
        for (int u = 0; u < FREQUENCIES; u++) {
            for (int x = 0; x < SIZE; x++) {
                waves[u][x] = Math.sqrt((u == 0 ? 1.0 : 2.0) / SIZE) * Math.cos(Math.PI * u * (2 * x + 1) / (2 * SIZE));
            }
        }
        return waves;
    }
}
