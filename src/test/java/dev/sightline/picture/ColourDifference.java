package dev.sightline.picture;

/// How different colours look: CIEDE2000, on which 1 is about what people notice.
final class ColourDifference {

    private ColourDifference() {}

    /// Of the mean colours of two pictures in sRGB.
    static double ofMeans(Picture one, Picture other) {
        return of(lab(mean(one)), lab(mean(other)));
    }

    static double of(double[] one, double[] other) {
        double chroma = (Math.hypot(one[1], one[2]) + Math.hypot(other[1], other[2])) / 2;
        double g = 1.5 - 0.5 * Math.sqrt(saturation(chroma));
        double c1 = Math.hypot(g * one[1], one[2]);
        double c2 = Math.hypot(g * other[1], other[2]);
        double h1 = hue(g * one[1], one[2]);
        double h2 = hue(g * other[1], other[2]);
        boolean grey = c1 * c2 == 0;
        double turn = grey ? 0 : Math.IEEEremainder(h2 - h1, 360);
        double h = grey ? h1 + h2 : h1 + turn / 2;
        double meanL = (one[0] + other[0]) / 2 - 50;
        double meanC = (c1 + c2) / 2;
        double t = 1 - 0.17 * cos(h - 30) + 0.24 * cos(2 * h) + 0.32 * cos(3 * h + 6) - 0.20 * cos(4 * h - 63);
        double l = (other[0] - one[0]) / (1 + 0.015 * meanL * meanL / Math.sqrt(20 + meanL * meanL));
        double c = (c2 - c1) / (1 + 0.045 * meanC);
        double b = 2 * Math.sqrt(c1 * c2) * Math.sin(Math.toRadians(turn / 2)) / (1 + 0.015 * meanC * t);
        double fromBlue = (Math.floorMod(Math.round(h), 360) - 275) / 25.0;
        double rotation =
                -Math.sin(Math.toRadians(60 * Math.exp(-fromBlue * fromBlue))) * 2 * Math.sqrt(saturation(meanC));
        return Math.sqrt(l * l + c * c + b * b + rotation * c * b);
    }

    private static double saturation(double chroma) {
        double power = Math.pow(chroma, 7);
        return power / (power + Math.pow(25, 7));
    }

    private static double hue(double a, double b) {
        return (Math.toDegrees(Math.atan2(b, a)) + 360) % 360;
    }

    private static double cos(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }

    private static double[] mean(Picture picture) {
        var mean = new double[3];
        for (int i = 0; i < picture.rgb().length; i++) {
            mean[i % 3] += (picture.rgb()[i] & 0xFF) * 3.0 / picture.rgb().length;
        }
        return mean;
    }

    private static double[] lab(double[] rgb) {
        double r = RgbSpace.srgb(rgb[0] / 255);
        double g = RgbSpace.srgb(rgb[1] / 255);
        double b = RgbSpace.srgb(rgb[2] / 255);
        double x = root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
        double y = root(0.2126 * r + 0.7152 * g + 0.0722 * b);
        double z = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double root(double t) {
        return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
    }
}
