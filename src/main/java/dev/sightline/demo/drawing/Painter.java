package dev.sightline.demo.drawing;

import dev.sightline.demo.scene.Scene;
import java.awt.image.BufferedImage;
import java.util.Random;

/// Paints scenes. The pixels follow from the scene alone.
public final class Painter {

    /// Width to height. The one that is here twice is the most usual.
    private static final double[][] RATIOS = {{4, 3}, {3, 4}, {1, 1}, {16, 9}, {4, 3}, {3, 2}};

    private Painter() {}

    /// A picture of 640 to 960 pixels on its long side.
    public static BufferedImage paint(Scene scene) {
        var random = new Random(scene.seed() + 13);
        var ratio = ratio(random);
        return paint(scene, ratio, 640 + 64 * random.nextInt(6));
    }

    /// The same scene, small: drawn three times as large and averaged.
    ///
    /// @param shortSide in pixels
    public static BufferedImage paint(Scene scene, int shortSide) {
        var ratio = ratio(new Random(scene.seed() + 13));
        double elongation = Math.max(ratio[0] / ratio[1], ratio[1] / ratio[0]);
        return shrink(paint(scene, ratio, 3 * shortSide * elongation), shortSide);
    }

    private static double[] ratio(Random random) {
        return RATIOS[random.nextInt(RATIOS.length)];
    }

    private static BufferedImage paint(Scene scene, double[] ratio, double longSide) {
        double scale = longSide / Math.max(ratio[0], ratio[1]);
        int width = (int) Math.round(ratio[0] * scale);
        int height = (int) Math.round(ratio[1] * scale);
        return new Composition(scene, Brush.of(scene, width, height)).paint();
    }

    /// Reduces a picture by averaging, so that its short side is as asked.
    private static BufferedImage shrink(BufferedImage image, int shortSide) {
        double factor = (double) shortSide / Math.min(image.getWidth(), image.getHeight());
        int width = (int) Math.round(image.getWidth() * factor);
        int height = (int) Math.round(image.getHeight() * factor);
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            int top = y * image.getHeight() / height;
            int bottom = (y + 1) * image.getHeight() / height;
            for (int x = 0; x < width; x++) {
                int left = x * image.getWidth() / width;
                int right = (x + 1) * image.getWidth() / width;
                small.setRGB(x, y, mean(image, left, right, top, bottom));
            }
        }
        return small;
    }

    private static int mean(BufferedImage image, int left, int right, int top, int bottom) {
        int red = 0;
        int green = 0;
        int blue = 0;
        int pixels = (right - left) * (bottom - top);
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int rgb = image.getRGB(x, y);
                red += (rgb >> 16) & 255;
                green += (rgb >> 8) & 255;
                blue += rgb & 255;
            }
        }
        return (red / pixels) << 16 | (green / pixels) << 8 | blue / pixels;
    }
}
