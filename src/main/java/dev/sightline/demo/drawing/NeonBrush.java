package dev.sightline.demo.drawing;

import dev.sightline.demo.scene.Hue;
import dev.sightline.demo.scene.Scene;
import dev.sightline.demo.scene.Time;
import java.awt.Color;
import java.awt.Shape;
import java.util.List;

/// Glowing tubes in the dark.
final class NeonBrush extends Brush {

    NeonBrush(Scene scene, int width, int height) {
        super(scene, width, height);
    }

    @Override
    Color tint(Color colour) {
        int light = (colour.getRed() * 3 + colour.getGreen() * 6 + colour.getBlue()) / 10;
        var raised = light < 70 && Colours.vivid(colour, 1, 0).equals(colour)
                ? Colours.mix(colour, Color.WHITE, 0.35)
                : colour;
        return Colours.vivid(raised, 1.45, 1);
    }

    @Override
    Color ink(Ink ink) {
        return switch (ink) {
            case DARK -> tint(Colours.mix(new Color(scene.hue().rgb()), Color.WHITE, 0.7));
            case SHADE -> tint(new Color(scene.hue().rgb()));
            case TRIM -> scene.hue() == Hue.WHITE ? new Color(0x9FD8FF) : new Color(0xFFF4E0);
            default -> tint(Colours.of(ink, scene.hue(), Time.SUNSET));
        };
    }

    @Override
    void sky(List<Color> colours) {
        var dark = colours.stream().map(c -> Colours.mix(Colours.vivid(c, 1.6, 0), new Color(0x07050F), darkness()));
        g.setPaint(gradient(dark.toList()));
        g.fill(canvasBox());
    }

    private double darkness() {
        return switch (scene.time()) {
            case DAY -> 0.64;
            case SUNSET -> 0.58;
            case NIGHT -> 0.82;
        };
    }

    @Override
    void layer(Shape shape, Color colour) {
        paint(shape, Colours.mix(Colours.vivid(colour, 1.3, 0), new Color(0x08060F), 0.84));
        glow(shape, unit * 0.004, Colours.mix(tint(colour), new Color(0x15102A), 0.25), 0.8);
    }

    @Override
    void detail(Shape shape, Color colour) {
        paint(shape, Colours.alpha(tint(colour), 0.75));
    }

    @Override
    void disc(double x, double y, double radius, Color colour) {
        shape(Shapes.oval(x, y, radius, radius), tint(colour), Ink.TRIM);
    }

    @Override
    void shape(Shape shape, Color colour, Ink ink) {
        paint(shape, Colours.mix(colour, new Color(0x09070F), ink == Ink.MAIN ? 0.74 : 0.84));
        glow(shape, unit * 0.007, colour, 1);
    }

    @Override
    void line(Shape path, double width, Color colour, Ink ink) {
        glow(path, Math.max(unit * 0.005, width * 0.4), colour, 1);
    }

    private void glow(Shape shape, double width, Color colour, double strength) {
        for (double spread : new double[] {9, 6.5, 4.5, 3, 2}) {
            outline(shape, width * spread, Colours.alpha(colour, strength * 0.5 / spread));
        }
        outline(shape, width, colour);
        outline(shape, width * 0.35, Colours.mix(colour, Color.WHITE, 0.65));
    }
}
