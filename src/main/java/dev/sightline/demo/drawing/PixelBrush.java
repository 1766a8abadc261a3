package dev.sightline.demo.drawing;

import dev.sightline.demo.scene.Scene;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.util.List;

/// A few large pixels, a small palette, no smoothing.
final class PixelBrush extends Brush {

    /// In large pixels.
    private static final int SHORT_SIDE = 68;
    private static final int[][] DITHER = {{0, 8, 2, 10}, {12, 4, 14, 6}, {3, 11, 1, 9}, {15, 7, 13, 5}};

    private final int scale;

    PixelBrush(Scene scene, int width, int height) {
        this(scene, width, height, Math.max(1, Math.round(Math.min(width, height) / (float) SHORT_SIDE)));
    }

    private PixelBrush(Scene scene, int width, int height, int scale) {
        super(scene, Math.ceilDiv(width, scale), Math.ceilDiv(height, scale));
        this.scale = scale;
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
    }

    @Override
    Color tint(Color colour) {
        return Colours.vivid(colour, 1.2, 0);
    }

    @Override
    void sky(List<Color> colours) {
        super.sky(colours);
        for (int y = 0; y < canvas.getHeight(); y++) {
            for (int x = 0; x < canvas.getWidth(); x++) {
                double threshold = (DITHER[y % 4][x % 4] + 0.5) / 16;
                var c = new Color(canvas.getRGB(x, y));
                int red = step(c.getRed(), threshold);
                int green = step(c.getGreen(), threshold);
                int blue = step(c.getBlue(), threshold);
                canvas.setRGB(x, y, new Color(red, green, blue).getRGB());
            }
        }
    }

    private static int step(int channel, double threshold) {
        return (int) Math.min(15, Math.floor(channel / 17 + threshold)) * 255 / 15;
    }

    @Override
    void shape(Shape shape, Color colour, Ink ink) {
        paint(shape, colour);
        if (ink == Ink.MAIN || ink == Ink.SHADE || ink == Ink.LIGHT || ink == Ink.TRIM) {
            outline(shape, 1, Colours.shade(colour, -0.62));
        }
    }

    @Override
    void line(Shape path, double width, Color colour, Ink ink) {
        outline(path, Math.max(1, Math.round(width)), colour);
    }

    @Override
    BufferedImage finish() {
        var large =
                new BufferedImage(canvas.getWidth() * scale, canvas.getHeight() * scale, BufferedImage.TYPE_INT_RGB);
        var out = large.createGraphics();
        out.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        out.drawImage(canvas, 0, 0, large.getWidth(), large.getHeight(), null);
        out.dispose();
        return large;
    }
}
