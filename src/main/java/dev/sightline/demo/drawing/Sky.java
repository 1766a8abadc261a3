package dev.sightline.demo.drawing;

import dev.sightline.demo.scene.Time;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.util.List;

/// The sky, with what shines in it and what floats in it.
final class Sky extends Part {

    Sky(Part whole) {
        super(whole);
    }

    void paint() {
        brush.sky(colours());
        luminary();
        if (scene.time() == Time.NIGHT) {
            stars();
        } else {
            clouds();
        }
    }

    private List<Color> colours() {
        var choices =
                switch (scene.time()) {
                    case DAY ->
                        List.of(
                                List.of(0x4FA9E2, 0x9AD4F0, 0xE6F5F4),
                                List.of(0x63B7D8, 0xB4E2E4, 0xFBF3DC),
                                List.of(0x5C9DE6, 0xA9CBF4, 0xEDF1FB));
                    case SUNSET ->
                        List.of(
                                List.of(0x54468C, 0xE2707A, 0xFFC67A),
                                List.of(0x7B4B94, 0xF08A6B, 0xFFDC8F),
                                List.of(0x3F4F8F, 0xD8698D, 0xFFB48A));
                    case NIGHT ->
                        List.of(
                                List.of(0x0D1233, 0x1D2559, 0x3A4784),
                                List.of(0x120F33, 0x2A2260, 0x51408C),
                                List.of(0x08182F, 0x12355A, 0x2B5B7F));
                };
        return choices.get(random.nextInt(choices.size())).stream()
                .map(Color::new)
                .toList();
    }

    private void luminary() {
        double x = w / 2 + u * between(0.2, 0.36) * (random.nextBoolean() ? 1 : -1);
        double y = h / 2 - u * between(0.28, 0.36);
        switch (scene.time()) {
            case DAY -> brush.disc(x, y, u * 0.065, new Color(0xFFE27A));
            case SUNSET -> brush.disc(x, horizon - u * 0.03, u * 0.13, new Color(0xFFCB6B));
            case NIGHT -> moon(x, y, u * 0.075);
        }
    }

    private void moon(double x, double y, double radius) {
        var crescent = new Area(Shapes.oval(x, y, radius, radius));
        crescent.subtract(new Area(Shapes.oval(x + radius * 0.5, y - radius * 0.2, radius * 0.85, radius * 0.85)));
        brush.shape(crescent, brush.tint(new Color(0xFFF3C4)), Ink.TRIM);
    }

    private void stars() {
        for (int i = 0; i < 46; i++) {
            double r = u * between(0.0025, 0.0062);
            double x = between(0, w);
            double y = between(0, horizon - u * 0.06);
            var star = i % 5 == 0 ? sparkle(x, y, r * 2.6) : Shapes.oval(x, y, r, r);
            brush.detail(star, new Color(0xFFF6D8));
        }
    }

    private static Shape sparkle(double x, double y, double r) {
        var path = new Path2D.Double();
        path.moveTo(x, y - r);
        for (int i = 1; i <= 4; i++) {
            path.quadTo(x, y, x + r * Math.sin(i * Math.PI / 2), y - r * Math.cos(i * Math.PI / 2));
        }
        return path;
    }

    private void clouds() {
        var colour = scene.time() == Time.DAY ? new Color(0xFCFDFF) : new Color(0xF7A9A0);
        for (int i = 0; i < 2 + random.nextInt(3); i++) {
            double x = between(0.02, 0.98) * w;
            double y = h / 2 - u * between(0.16, 0.46);
            double s = u * between(0.035, 0.06);
            brush.layer(
                    Shapes.union(
                            Shapes.oval(x, y, s * 2.1, s * 0.6),
                            Shapes.oval(x - s * 0.7, y - s * 0.45, s * 0.8, s * 0.7),
                            Shapes.oval(x + s * 0.5, y - s * 0.6, s, s * 0.9)),
                    colour);
        }
    }
}
