package dev.sightline.demo.drawing;

import dev.sightline.demo.scene.Scene;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/// Bold black outlines, halftone dots, loud flat colours.
final class ComicBrush extends Brush {

    private final Color black = new Color(0x15121C);

    ComicBrush(Scene scene, int width, int height) {
        super(scene, width, height);
    }

    @Override
    Color tint(Color colour) {
        return Colours.vivid(colour, 1.35, 0.25);
    }

    @Override
    void sky(List<Color> colours) {
        paint(canvasBox(), tint(colours.get(1)));
        double step = unit * 0.03;
        var dot = tint(colours.getFirst());
        for (int row = 0; row * step < height * 0.72; row++) {
            double radius = step * 0.72 * (1 - row * step / (height * 0.72));
            for (double x = (row % 2) * step / 2; x < width + step; x += step) {
                paint(Shapes.oval(x, row * step, radius, radius), dot);
            }
        }
    }

    @Override
    void layer(Shape shape, Color colour) {
        paint(shape, tint(colour));
        outline(shape, unit * 0.006, black);
    }

    @Override
    void disc(double x, double y, double radius, Color colour) {
        var rays = new Area();
        for (int ray = 0; ray < 12; ray++) {
            rays.add(new Area(
                    Shapes.turned(Shapes.oval(x, y - radius * 1.55, radius * 0.1, radius * 0.25), ray * 30, x, y)));
        }
        paint(rays, tint(colour));
        shape(Shapes.oval(x, y, radius, radius), tint(colour), Ink.TRIM);
    }

    @Override
    void shape(Shape shape, Color colour, Ink ink) {
        paint(shape, ink == Ink.DARK ? black : colour);
        if (ink == Ink.MAIN || ink == Ink.SHADE) {
            within(shape, () -> dots(shape.getBounds(), Colours.shade(colour, -0.3)));
        }
        outline(shape, unit * 0.011, black);
    }

    private void dots(Rectangle box, Color colour) {
        double step = unit * 0.019;
        for (int row = 0; row * step <= box.height; row++) {
            for (double x = (row % 2) * step / 2; x <= box.width; x += step) {
                double diagonal = (x / box.width + row * step / box.height) / 2;
                double radius = step * 0.62 * Math.max(0, diagonal - 0.42);
                if (radius > 0) {
                    paint(Shapes.oval(box.x + x, box.y + row * step, radius * 1.6, radius * 1.6), colour);
                }
            }
        }
    }

    @Override
    BufferedImage finish() {
        double margin = unit * 0.022;
        outline(canvasBox(), margin * 2, Color.WHITE);
        outline(new Rectangle2D.Double(margin, margin, width - 2 * margin, height - 2 * margin), unit * 0.009, black);
        return canvas;
    }
}
