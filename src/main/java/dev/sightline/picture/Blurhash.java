package dev.sightline.picture;

/// A picture as a few cosine waves, in a short text that browsers can draw: <https://blurha.sh>, whose description is
/// followed to the letter. The library for it in Java lets waves of the wrong sign lose their height.
final class Blurhash {

    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

    /// Steps of the height of a wave on either side of zero.
    private static final int STEPS = 9;

    private Blurhash() {}

    /// @param across waves from left to right, the constant one among them, 1 to 9
    /// @param down   waves from top to bottom
    static String of(Picture picture, int across, int down) {
        var heights = new double[across * down][];
        double highest = 0;
        for (int i = 0; i < heights.length; i++) {
            heights[i] = heights(picture, i % across, i / across);
            for (double height : heights[i]) {
                highest = i == 0 ? 0 : Math.max(highest, Math.abs(height));
            }
        }
        int scale = Math.clamp((int) Math.floor(highest * 166 - 0.5), 0, 82);
        var hash = new StringBuilder();
        append(hash, across - 1 + (down - 1) * 9, 1);
        append(hash, scale, 1);
        append(hash, Oklab.rgb(heights[0][0], heights[0][1], heights[0][2]), 4);
        for (int i = 1; i < heights.length; i++) {
            append(hash, steps(heights[i], (scale + 1) / 166.0), 2);
        }
        return hash.toString();
    }

    /// How much of a wave is in red, green and blue, in linear light.
    private static double[] heights(Picture picture, int wavesAcross, int wavesDown) {
        int width = picture.width();
        int height = picture.height();
        var sums = new double[3];
        for (int y = 0, at = 0; y < height; y++) {
            double row = Math.cos(Math.PI * wavesDown * y / height);
            for (int x = 0; x < width; x++, at += 3) {
                double wave = row * Math.cos(Math.PI * wavesAcross * x / width);
                for (int i = 0; i < 3; i++) {
                    sums[i] += wave * Oklab.linear(picture.rgb()[at + i] & 0xFF);
                }
            }
        }
        double scale = (wavesAcross == 0 && wavesDown == 0 ? 1.0 : 2.0) / (width * height);
        return new double[] {sums[0] * scale, sums[1] * scale, sums[2] * scale};
    }

    private static int steps(double[] heights, double highest) {
        int steps = 0;
        for (double height : heights) {
            double part = height / highest;
            double root = Math.copySign(Math.sqrt(Math.abs(part)), part);
            steps = steps * (2 * STEPS + 1) + Math.clamp((int) Math.floor(root * STEPS + STEPS + 0.5), 0, 2 * STEPS);
        }
        return steps;
    }

    private static void append(StringBuilder hash, int number, int digits) {
        int place = 1;
        for (int i = 1; i < digits; i++) {
            place *= DIGITS.length();
        }
        for (; place > 0; place /= DIGITS.length()) {
            hash.append(DIGITS.charAt(number / place % DIGITS.length()));
        }
    }
}
