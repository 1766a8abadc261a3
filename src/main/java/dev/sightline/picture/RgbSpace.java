package dev.sightline.picture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleUnaryOperator;

/// What red, green and blue mean: the colours of their lights, of all three together, and how a sample becomes light.
///
/// @param primaries x and y of red, green and blue, as in CIE 1931
/// @param white     x and y
/// @param curve     from a sample to light, both 0 to 1
record RgbSpace(double[] primaries, double[] white, DoubleUnaryOperator curve) {

    static final double[] BT_709 = {0.64, 0.33, 0.30, 0.60, 0.15, 0.06};
    static final double[] BT_2020 = {0.708, 0.292, 0.170, 0.797, 0.131, 0.046};
    static final double[] P3 = {0.680, 0.320, 0.265, 0.690, 0.150, 0.060};
    static final double[] D65 = {0.3127, 0.3290};

    /// The light of white paper in a picture of high dynamic range, in candela per square metre.
    private static final double PAPER_WHITE = 203;

    private static final double[] D50 = {0.9642, 1, 0.8249};
    private static final double[][] BRADFORD = {
        {0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}
    };

    /// More steps than a sample of 8 bits has.
    private static final int CURVE_STEPS = 4096;

    private static final int HEADER = 128;
    private static final int TABLE_ROW = 12;
    private static final int XYZ_TAG = 20;
    private static final int CURVE_TAG = 12 + CURVE_STEPS * 2;

    static double srgb(double sample) {
        return sample <= 0.04045 ? sample / 12.92 : Math.pow((sample + 0.055) / 1.055, 2.4);
    }

    /// SMPTE ST 2084. What is brighter than paper is white.
    static double pq(double sample) {
        double root = Math.pow(sample, 1 / 78.84375);
        double light = Math.pow(Math.max(0, root - 0.8359375) / (18.8515625 - 18.6875 * root), 1 / 0.1593017578125);
        return Math.min(1, light * 10_000 / PAPER_WHITE);
    }

    /// ARIB STD-B67. Three quarters of the signal are paper; what is brighter is white.
    static double hlg(double sample) {
        return Math.min(1, hlgLight(sample) / hlgLight(0.75));
    }

    private static double hlgLight(double sample) {
        return sample <= 0.5 ? sample * sample / 3 : (Math.exp((sample - 0.55991073) / 0.17883277) + 0.28466892) / 12;
    }

    /// The same as an ICC profile of version 4.
    byte[] profile() {
        double[][] lights = lights();
        String[] names = {"rXYZ", "gXYZ", "bXYZ", "wtpt", "rTRC", "gTRC", "bTRC"};
        int data = HEADER + 4 + names.length * TABLE_ROW;
        int curveAt = data + 4 * XYZ_TAG;
        var profile = ByteBuffer.allocate(curveAt + CURVE_TAG);
        profile.putInt(profile.capacity()).putInt(0).putInt(0x04400000);
        profile.put(ascii("mntrRGB XYZ ")).position(36).put(ascii("acsp")).position(68);
        putXyz(profile, D50);
        profile.position(HEADER).putInt(names.length);
        for (int i = 0; i < names.length; i++) {
            boolean isCurve = i > 3;
            profile.put(ascii(names[i]))
                    .putInt(isCurve ? curveAt : data + i * XYZ_TAG)
                    .putInt(isCurve ? CURVE_TAG : XYZ_TAG);
        }
        for (int i = 0; i < 4; i++) {
            profile.put(ascii("XYZ ")).putInt(0);
            putXyz(profile, i == 3 ? D50 : new double[] {lights[0][i], lights[1][i], lights[2][i]});
        }
        profile.put(ascii("curv")).putInt(0).putInt(CURVE_STEPS);
        for (int i = 0; i < CURVE_STEPS; i++) {
            double light = Math.clamp(curve.applyAsDouble(i / (CURVE_STEPS - 1.0)), 0, 1);
            profile.putShort((short) Math.round(light * 65535));
        }
        return profile.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void putXyz(ByteBuffer profile, double[] xyz) {
        for (double value : xyz) {
            profile.putInt((int) Math.round(value * 65536));
        }
    }

    /// XYZ of the three lights in its columns, as they look in the light of D50.
    private double[][] lights() {
        double[][] lights = new double[3][3];
        for (int i = 0; i < 3; i++) {
            double[] xyz = xyz(primaries[i * 2], primaries[i * 2 + 1]);
            for (int row = 0; row < 3; row++) {
                lights[row][i] = xyz[row];
            }
        }
        double[] whiteXyz = xyz(white[0], white[1]);
        double[] strengths = product(inverse(lights), whiteXyz);
        for (double[] row : lights) {
            for (int i = 0; i < 3; i++) {
                row[i] *= strengths[i];
            }
        }
        return product(adaptation(whiteXyz), lights);
    }

    private static double[] xyz(double x, double y) {
        return new double[] {x / y, 1, (1 - x - y) / y};
    }

    private static double[][] adaptation(double[] white) {
        double[] from = product(BRADFORD, white);
        double[] to = product(BRADFORD, D50);
        double[][] scaled = new double[3][3];
        for (int row = 0; row < 3; row++) {
            for (int i = 0; i < 3; i++) {
                scaled[row][i] = BRADFORD[row][i] * to[row] / from[row];
            }
        }
        return product(inverse(BRADFORD), scaled);
    }

    private static double[] product(double[][] matrix, double[] vector) {
        var result = new double[3];
        for (int row = 0; row < 3; row++) {
            for (int i = 0; i < 3; i++) {
                result[row] += matrix[row][i] * vector[i];
            }
        }
        return result;
    }

    private static double[][] product(double[][] left, double[][] right) {
        var result = new double[3][3];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                for (int i = 0; i < 3; i++) {
                    result[row][column] += left[row][i] * right[i][column];
                }
            }
        }
        return result;
    }

    private static double[][] inverse(double[][] m) {
        var result = new double[3][3];
        double determinant = 0;
        for (int i = 0; i < 3; i++) {
            determinant += m[0][i] * minor(m, 0, i);
        }
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                result[row][column] = minor(m, column, row) / determinant;
            }
        }
        return result;
    }

    /// With its sign.
    private static double minor(double[][] m, int row, int column) {
        int r1 = (row + 1) % 3;
        int r2 = (row + 2) % 3;
        int c1 = (column + 1) % 3;
        int c2 = (column + 2) % 3;
        return m[r1][c1] * m[r2][c2] - m[r1][c2] * m[r2][c1];
    }
}
