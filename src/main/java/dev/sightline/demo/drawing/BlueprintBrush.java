package dev.sightline.demo.drawing;

import dev.sightline.demo.scene.Hue;
import dev.sightline.demo.scene.Scene;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/// White lines and coloured hatching on blue paper with a grid.
final class BlueprintBrush extends Brush {

    private final Color paper;

    BlueprintBrush(Scene scene, int width, int height) {
        super(scene, width, height);
        this.paper = switch (scene.time()) {
            case DAY -> new Color(0x2A68B8);
            case SUNSET -> new Color(0x3D4F9F);
            case NIGHT -> new Color(0x122B63);
        };
    }

    @Override
    void sky(List<Color> colours) {
        paint(canvasBox(), paper);
        for (int i = 0; i * unit / 40 < Math.max(width, height); i++) {
            double at = i * unit / 40;
            var line = Colours.alpha(Color.WHITE, i % 5 == 0 ? 0.22 : 0.09);
            outline(new Line2D.Double(at, 0, at, height), unit * 0.0018, line);
            outline(new Line2D.Double(0, at, width, at), unit * 0.0018, line);
        }
    }

    @Override
    void layer(Shape shape, Color colour) {
        paint(shape, Colours.alpha(Colours.mix(paper, colour, 0.12), 0.55));
        outline(shape, unit * 0.0035, Colours.alpha(Color.WHITE, 0.6));
    }

    @Override
    void detail(Shape shape, Color colour) {
        outline(shape, unit * 0.0025, Colours.alpha(Color.WHITE, 0.6));
    }

    @Override
    void disc(double x, double y, double radius, Color colour) {
        paint(Shapes.oval(x, y, radius, radius), Colours.alpha(colour, 0.3));
        for (double r : new double[] {1, 1.25, 1.5}) {
            var ring = Shapes.oval(x, y, radius * r, radius * r);
            outline(ring, unit * 0.0035, Colours.alpha(Color.WHITE, 0.8 / (r * r)));
        }
        var axes = Colours.alpha(Color.WHITE, 0.5);
        double reach = radius * 1.8;
        outline(new Line2D.Double(x - reach, y, x + reach, y), unit * 0.002, axes);
        outline(new Line2D.Double(x, y - reach, x, y + reach), unit * 0.002, axes);
    }

    @Override
    void shape(Shape shape, Color colour, Ink ink) {
        paint(shape, Colours.mix(paper, Color.BLACK, 0.15));
        switch (ink) {
            case MAIN -> within(shape, () -> hatch(shape.getBounds2D(), colour, 0.011));
            case LIGHT, SHADE -> within(shape, () -> hatch(shape.getBounds2D(), colour, 0.019));
            default -> paint(shape, Colours.alpha(Color.WHITE, 0.12));
        }
        outline(shape, unit * 0.0055, new Color(0xF2F7FF));
    }

    private void hatch(Rectangle2D box, Color colour, double spacing) {
        var pencil = scene.hue() == Hue.BLUE
                ? Colours.mix(colour, new Color(0x55B4FF), 0.6)
                : Colours.mix(colour, Color.WHITE, 0.08);
        paint(box, Colours.alpha(pencil, 0.42));
        for (double d = 0; d < box.getWidth() + box.getHeight(); d += unit * spacing) {
            double x = box.getX() + d;
            var stroke = new Line2D.Double(x, box.getY(), x - box.getHeight(), box.getMaxY());
            outline(stroke, unit * 0.0065, Colours.alpha(pencil, 0.9));
        }
    }

    @Override
    BufferedImage finish() {
        var white = Colours.alpha(Color.WHITE, 0.75);
        double m = unit * 0.03;
        outline(new Rectangle2D.Double(m, m, width - 2 * m, height - 2 * m), unit * 0.004, white);
        var title = new Rectangle2D.Double(width - m - unit * 0.26, height - m - unit * 0.1, unit * 0.26, unit * 0.1);
        paint(title, paper);
        outline(title, unit * 0.003, white);
        for (double y : new double[] {0.3, 0.55, 0.8}) {
            double start = title.getX() + unit * 0.02;
            double end = start + unit * between(0.08, 0.2);
            double line = title.getY() + title.getHeight() * y;
            outline(new Line2D.Double(start, line, end, line), unit * 0.004, white);
        }
        return canvas;
    }
}
