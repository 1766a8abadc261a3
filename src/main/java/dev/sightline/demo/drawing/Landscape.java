package dev.sightline.demo.drawing;

import dev.sightline.demo.scene.Habitat;
import dev.sightline.demo.scene.Place;
import dev.sightline.demo.scene.Time;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;

/// The place of a picture, and what the subjects stand or swim in.
final class Landscape extends Part {

    Landscape(Part whole) {
        super(whole);
    }

    void paint() {
        place();
        foreground();
    }

    /// What comes before the subjects: water that they swim in, falling snow.
    void paintFront() {
        if (scene.subject().habitat() == Habitat.WATER) {
            waves(ground - u * 0.035, 5, 0.9);
        }
        if (scene.place() == Place.SNOW) {
            snowfall();
        }
    }

    private void place() {
        switch (scene.place()) {
            case SEA -> sea();
            case HILLS -> hills();
            case FOREST -> forest();
            case DESERT -> desert();
            case CITY -> city();
            case SNOW -> snow();
            case MEADOW -> meadow();
        }
    }

    private void sea() {
        brush.layer(Shapes.box(-u, horizon, w + 2 * u, h), lit(0x3E9CC4));
        brush.layer(ridge(horizon + u * 0.09, u * 0.008, u * 0.3), lit(0x2F86B5));
        brush.layer(ridge(horizon + u * 0.2, u * 0.012, u * 0.38), lit(0x2474A6));
        waves(horizon + u * 0.04, 9, 0.6);
    }

    private void hills() {
        brush.layer(ridge(horizon - u * 0.12, u * 0.10, u * 0.85), lit(0xA9CFA0));
        brush.layer(ridge(horizon - u * 0.01, u * 0.09, u * 0.7), lit(0x86BC77));
        brush.layer(ridge(horizon + u * 0.12, u * 0.06, u * 0.9), lit(0x64A35F));
    }

    private void forest() {
        brush.layer(ridge(horizon - u * 0.02, u * 0.03, u * 0.9), lit(0x7FAE94));
        pines(horizon + u * 0.03, u * 0.2, lit(0x4E8C73), 0.07);
        pines(horizon + u * 0.11, u * 0.27, lit(0x2F6E55), 0.11);
        brush.layer(ridge(horizon + u * 0.1, u * 0.015, u * 0.7), lit(0x3F7D4F));
    }

    private void pines(double base, double size, Color colour, double spacing) {
        for (double x = -u * 0.05; x < w + u * 0.05; x += u * spacing * between(0.8, 1.35)) {
            double s = size * between(0.75, 1.2);
            brush.layer(pine(x, base, s), colour);
        }
    }

    private void desert() {
        brush.layer(mesa(w / 2 + u * between(-0.5, -0.2), u * 0.34, u * 0.17), lit(0xC98A62));
        brush.layer(mesa(w / 2 + u * between(0.25, 0.55), u * 0.24, u * 0.11), lit(0xD69B70));
        brush.layer(ridge(horizon + u * 0.02, u * 0.035, u * 0.8), lit(0xF0CB8B));
        brush.layer(ridge(horizon + u * 0.12, u * 0.04, u * 0.95), lit(0xE5B46C));
        double[] cactuses = {between(-0.46, -0.36), between(0.36, 0.46), between(0.5, 0.8), between(-0.8, -0.5)};
        for (double x : cactuses) {
            var cactus = cactus(w / 2 + u * x, horizon + u * between(0.07, 0.16), u * between(0.13, 0.19));
            brush.layer(cactus, lit(0x5E9B62));
        }
    }

    private void city() {
        skyline(horizon + u * 0.08, 0.2, 0.42, lit(0x9DAFCB), false);
        skyline(horizon + u * 0.12, 0.1, 0.28, lit(0x66789F), true);
        brush.layer(ridge(horizon + u * 0.11, u * 0.004, u), lit(0x8B93A6));
    }

    private void skyline(double base, double low, double high, Color colour, boolean windows) {
        var lamp = scene.time() == Time.DAY ? Colours.shade(colour, 0.45) : new Color(0xFFDF8A);
        double x = -u * 0.05;
        while (x < w) {
            double width = u * between(0.07, 0.13);
            double height = u * between(low, high);
            var tower = Shapes.box(x, base - height, width, height + u * 0.1);
            boolean spire = random.nextInt(4) == 0;
            var antenna = Shapes.box(x + width * 0.45, base - height - u * 0.05, width * 0.1, u * 0.06);
            brush.layer(spire ? Shapes.union(tower, antenna) : tower, colour);
            if (windows) {
                windows(x, base - height, width, height, lamp);
            }
            x += width + u * between(0, 0.025);
        }
    }

    private void windows(double x, double y, double width, double height, Color lamp) {
        double pane = u * 0.014;
        for (double wy = y + pane; wy < y + height - pane * 2; wy += pane * 2) {
            for (double wx = x + pane * 0.9; wx < x + width - pane * 1.2; wx += pane * 1.9) {
                if (random.nextInt(5) < 3) {
                    brush.detail(Shapes.box(wx, wy, pane * 0.9, pane * 1.1), lamp);
                }
            }
        }
    }

    private void snow() {
        brush.layer(ridge(horizon - u * 0.1, u * 0.09, u * 0.8), lit(0xC9DBEA));
        brush.layer(ridge(horizon + u * 0.02, u * 0.04, u * 0.7), lit(0xDFEAF4));
        for (double x : new double[] {-0.44, -0.36, 0.36, 0.43, -0.7, 0.65}) {
            double s = u * between(0.15, 0.24);
            double px = w / 2 + u * (x + between(-0.03, 0.03));
            double base = horizon + u * between(0.06, 0.1);
            brush.layer(pine(px, base, s), lit(0x5F8F92));
            brush.detail(pine(px, base - s * 0.55, s * 0.45), lit(0xFAFCFF));
        }
        brush.layer(ridge(horizon + u * 0.1, u * 0.025, u * 0.85), lit(0xF3F8FC));
    }

    private void meadow() {
        brush.layer(ridge(horizon + u * 0.03, u * 0.008, u * 0.9), lit(0xA5CF6B));
        brush.layer(ridge(horizon + u * 0.12, u * 0.012, u * 0.8), lit(0x8CBF55));
        flowers(horizon + u * 0.07, h, 70);
    }

    private void flowers(double from, double to, int number) {
        int[] petals = {0xF6E58D, 0xFFFFFF, 0xF49AC1, 0xE8727A, 0xB79CED};
        for (int i = 0; i < number; i++) {
            double depth = random.nextDouble();
            double x = between(0, w);
            double y = from + (to - from) * depth * depth;
            double r = u * (0.006 + 0.009 * depth);
            var stalk = new Line2D.Double(x, y, x, y + r * 3);
            brush.detail(Brush.stroke(r * 0.5).createStrokedShape(stalk), lit(0x4F8B3B));
            brush.detail(Shapes.oval(x, y, r, r), lit(petals[random.nextInt(petals.length)]));
        }
    }

    /// What the subjects stand or swim in: a beach by the sea, a lake elsewhere.
    private void foreground() {
        boolean water = scene.subject().habitat() == Habitat.WATER;
        if (scene.place() != Place.SEA && water) {
            brush.layer(ridge(ground - u * 0.15, u * 0.006, u * 0.6), lit(0x4FA6CC));
            brush.layer(ridge(ground - u * 0.02, u * 0.008, u * 0.5), lit(0x3A8FBC));
            waves(ground - u * 0.1, 4, 0.5);
        } else if (scene.place() == Place.SEA && scene.subject().habitat() == Habitat.GROUND) {
            brush.layer(ridge(ground - u * 0.08, u * 0.02, u * 1.1), lit(0xEBD3A0));
        }
    }

    private void waves(double from, int rows, double size) {
        for (int row = 0; row < rows; row++) {
            double y = from + (h - from) * Math.pow((row + 0.5) / rows, 1.4);
            double length = u * size * (0.05 + 0.09 * row / rows);
            for (double x = between(-0.1, 0.1) * u; x < w; x += length * between(2.2, 4.5)) {
                var crest = new Path2D.Double();
                crest.moveTo(x, y);
                crest.quadTo(x + length / 2, y - length * 0.28, x + length, y);
                brush.detail(Brush.stroke(u * 0.006 * size + u * 0.001).createStrokedShape(crest), lit(0xD8F1F6));
            }
        }
    }

    private void snowfall() {
        for (int i = 0; i < 60; i++) {
            double r = u * between(0.003, 0.008);
            brush.detail(Shapes.oval(between(0, w), between(0, h), r, r), Color.WHITE);
        }
    }

    /// A gently rolling line from edge to edge, filled down to the bottom.
    private Shape ridge(double y, double amplitude, double period) {
        var path = new Path2D.Double();
        double phase = between(0, Math.TAU);
        path.moveTo(-u * 0.1, h + u * 0.1);
        for (double x = -u * 0.1; x <= w + u * 0.1; x += u * 0.02) {
            double angle = x / period * Math.TAU + phase;
            path.lineTo(x, y - amplitude * (0.7 * Math.sin(angle) + 0.3 * Math.sin(angle * 2.3 + 1)));
        }
        path.lineTo(w + u * 0.1, h + u * 0.1);
        path.closePath();
        return path;
    }

    private static Shape pine(double x, double base, double s) {
        var path = Shapes.path("M0 -1 L0.16 -0.68 L0.09 -0.68 L0.23 -0.36 L0.13 -0.36 L0.3 0.05 L-0.3 0.05 "
                + "L-0.13 -0.36 L-0.23 -0.36 L-0.09 -0.68 L-0.16 -0.68 Z");
        return new AffineTransform(s, 0, 0, s, x, base).createTransformedShape(path);
    }

    private Shape mesa(double x, double width, double height) {
        var path = Shapes.path("M-0.5 1 L-0.38 0 L0.36 0 L0.5 1 Z");
        return new AffineTransform(width, 0, 0, height, x, horizon + u * 0.03 - height).createTransformedShape(path);
    }

    private static Shape cactus(double x, double base, double s) {
        var arms = Shapes.path("M0 0 L0 -0.85 M0 -0.35 L-0.3 -0.35 L-0.3 -0.62 M0 -0.22 L0.3 -0.22 L0.3 -0.52");
        var outline = new Area(Brush.stroke(0.17).createStrokedShape(arms));
        return new AffineTransform(s, 0, 0, s, x, base).createTransformedShape(outline);
    }

    private Color lit(int rgb) {
        return Colours.lit(rgb, scene.time());
    }
}
