package dev.sightline.demo.drawing;

import dev.sightline.demo.scene.Scene;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;

/// Paints on a canvas; plain flat colours unless a style does otherwise.
abstract class Brush {

    final Scene scene;
    final Random random;
    final BufferedImage canvas;
    final Graphics2D g;
    final double width;
    final double height;
    /// The canvas's short side: every length is a fraction of it.
    final double unit;

    Brush(Scene scene, int width, int height) {
        this.scene = scene;
        this.random = new Random(scene.seed());
        this.canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        this.g = graphics(canvas);
        this.width = width;
        this.height = height;
        this.unit = Math.min(width, height);
    }

    static Brush of(Scene scene, int width, int height) {
        return switch (scene.style()) {
            case COMIC -> new ComicBrush(scene, width, height);
            case NEON -> new NeonBrush(scene, width, height);
            case ORIGAMI -> new OrigamiBrush(scene, width, height);
            case WATERCOLOUR -> new WatercolourBrush(scene, width, height);
            case PIXEL -> new PixelBrush(scene, width, height);
            case BLUEPRINT -> new BlueprintBrush(scene, width, height);
            case MOSAIC -> new MosaicBrush(scene, width, height);
            case PASTEL -> new PastelBrush(scene, width, height);
        };
    }

    /// The colour of a subject's part, in this style.
    Color ink(Ink ink) {
        return tint(Colours.of(ink, scene.hue(), scene.time()));
    }

    /// Any colour, in this style.
    Color tint(Color colour) {
        return colour;
    }

    /// @param colours from the top down
    void sky(List<Color> colours) {
        g.setPaint(gradient(colours.stream().map(this::tint).toList()));
        g.fill(canvasBox());
    }

    /// A part of the backdrop: a hill, the sea, a row of houses.
    void layer(Shape shape, Color colour) {
        paint(shape, tint(colour));
    }

    /// A small part of the backdrop: a star, a window, a wave.
    void detail(Shape shape, Color colour) {
        paint(shape, tint(colour));
    }

    /// The sun.
    void disc(double x, double y, double radius, Color colour) {
        paint(Shapes.oval(x, y, radius * 1.5, radius * 1.5), Colours.alpha(tint(colour), 0.25));
        paint(Shapes.oval(x, y, radius, radius), tint(colour));
    }

    /// A part of a subject.
    void shape(Shape shape, Color colour, Ink ink) {
        paint(shape, colour);
    }

    /// A part of a subject that is a line.
    void line(Shape path, double width, Color colour, Ink ink) {
        shape(stroke(width).createStrokedShape(path), colour, ink);
    }

    /// What is done to the picture as a whole.
    BufferedImage finish() {
        return canvas;
    }

    final void paint(Shape shape, Color colour) {
        g.setPaint(colour);
        g.fill(shape);
    }

    final void outline(Shape shape, double width, Color colour) {
        g.setPaint(colour);
        g.setStroke(stroke(width));
        g.draw(shape);
    }

    final void within(Shape clip, Runnable painting) {
        var before = g.getClip();
        g.clip(clip);
        painting.run();
        g.setClip(before);
    }

    final Rectangle2D canvasBox() {
        return new Rectangle2D.Double(0, 0, width, height);
    }

    final LinearGradientPaint gradient(List<Color> colours) {
        var stops = new float[colours.size()];
        for (int i = 0; i < stops.length; i++) {
            stops[i] = (float) i / (stops.length - 1);
        }
        return new LinearGradientPaint(0, 0, 0, (float) (height * 0.75), stops, colours.toArray(Color[]::new));
    }

    final double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /// Darkens pixels at random, as rough paper does.
    final void grain(double strength) {
        var noise = new Random(scene.seed());
        for (int y = 0; y < canvas.getHeight(); y++) {
            for (int x = 0; x < canvas.getWidth(); x++) {
                double factor = 1 - strength * noise.nextDouble() * noise.nextDouble();
                var grained = Colours.scale(new Color(canvas.getRGB(x, y)), factor, factor, factor);
                canvas.setRGB(x, y, grained.getRGB());
            }
        }
    }

    static BasicStroke stroke(double width) {
        return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    static Graphics2D graphics(BufferedImage image) {
        var g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        return g;
    }
}
