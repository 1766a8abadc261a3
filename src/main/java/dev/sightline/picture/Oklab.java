package dev.sightline.picture;

import java.util.stream.IntStream;

/// A colour in Björn Ottosson's OKLab, in which the distance of two colours is how different they look.
///
/// @param l lightness, 0 to 1
/// @param a from green to red, about -0.3 to 0.3
/// @param b from blue to yellow, about -0.3 to 0.3
record Oklab(double l, double a, double b) {

    private static final double[] LINEAR = IntStream.range(0, 256)
            .mapToDouble(sample -> sample / 255.0)
            .map(sample -> sample <= 0.04045 ? sample / 12.92 : Math.pow((sample + 0.055) / 1.055, 2.4))
            .toArray();

    /// @param red to `blue` samples of sRGB, 0 to 255
    static Oklab ofRgb(int red, int green, int blue) {
        double r = linear(red);
        double g = linear(green);
        double b = linear(blue);
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return new Oklab(
                0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
    }

    double squaredDistance(Oklab other) {
        double dl = l - other.l;
        double da = a - other.a;
        double db = b - other.b;
        return dl * dl + da * da + db * db;
    }

    /// As `#rrggbb`; what sRGB cannot show is cut off.
    String hex() {
        double cone1 = cube(l + 0.3963377774 * a + 0.2158037573 * b);
        double cone2 = cube(l - 0.1055613458 * a - 0.0638541728 * b);
        double cone3 = cube(l - 0.0894841775 * a - 1.2914855480 * b);
        return hex(rgb(
                4.0767416621 * cone1 - 3.3077115913 * cone2 + 0.2309699292 * cone3,
                -1.2684380046 * cone1 + 2.6097574011 * cone2 - 0.3413193965 * cone3,
                -0.0041960863 * cone1 - 0.7034186147 * cone2 + 1.7076147010 * cone3));
    }

    /// As `#rrggbb`.
    static String hex(int rgb) {
        return "#%06x".formatted(rgb);
    }

    /// The samples of sRGB for linear light, `0xRRGGBB`; what is outside 0 to 1 is cut off.
    static int rgb(double red, double green, double blue) {
        return sample(red) << 16 | sample(green) << 8 | sample(blue);
    }

    /// @param sample of sRGB, 0 to 255
    static double linear(int sample) {
        return LINEAR[sample];
    }

    private static int sample(double linear) {
        double inside = Math.clamp(linear, 0, 1);
        double sample = inside <= 0.0031308 ? inside * 12.92 : 1.055 * Math.pow(inside, 1 / 2.4) - 0.055;
        return (int) Math.round(sample * 255);
    }

    private static double cube(double x) {
        return x * x * x;
    }
}
