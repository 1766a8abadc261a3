package dev.sightline.demo.drawing;

import dev.sightline.demo.scene.Scene;
import dev.sightline.demo.scene.Time;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/// Small glazed tiles with grout between them.
final class MosaicBrush extends Brush {

    private static final int TILES = 48;

    MosaicBrush(Scene scene, int width, int height) {
        super(scene, width, height);
    }

    @Override
    Color tint(Color colour) {
        return Colours.vivid(colour, 1.35, 0.42);
    }

    @Override
    Color ink(Ink ink) {
        return tint(Colours.of(ink, scene.hue(), Time.SUNSET));
    }

    @Override
    void shape(Shape shape, Color colour, Ink ink) {
        paint(shape, colour);
        outline(shape, unit * 0.007, Colours.shade(colour, -0.45));
    }

    @Override
    BufferedImage finish() {
        var result = new BufferedImage(canvas.getWidth(), canvas.getHeight(), BufferedImage.TYPE_INT_RGB);
        var out = graphics(result);
        out.setColor(scene.time() == Time.NIGHT ? new Color(0x3A3C50) : new Color(0xCFC8BA));
        out.fill(canvasBox());
        double size = unit / TILES;
        for (double y = 0; y < height; y += size) {
            for (double x = 0; x < width; x += size) {
                tile(out, x, y, size);
            }
        }
        out.dispose();
        return result;
    }

    private void tile(Graphics2D out, double x, double y, double size) {
        var colour = Colours.shade(average(x, y, size), between(-0.12, 0.14));
        var square = new Rectangle2D.Double(x + size * 0.05, y + size * 0.05, size * 0.9, size * 0.9);
        var turned = Shapes.turned(square, between(-5, 5), square.getCenterX(), square.getCenterY());
        out.setPaint(new GradientPaint(
                (float) x,
                (float) y,
                Colours.shade(colour, 0.16),
                (float) (x + size),
                (float) (y + size),
                Colours.shade(colour, -0.12)));
        out.fill(turned);
    }

    private Color average(double x, double y, double size) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int i = 0; i < 16; i++) {
            int px = (int) Math.min(width - 1, x + size * (0.15 + 0.23 * (i % 4)));
            int py = (int) Math.min(height - 1, y + size * (0.15 + 0.23 * (i / 4)));
            var c = new Color(canvas.getRGB(px, py));
            red += c.getRed();
            green += c.getGreen();
            blue += c.getBlue();
        }
        return new Color(red / 16, green / 16, blue / 16);
    }
}
