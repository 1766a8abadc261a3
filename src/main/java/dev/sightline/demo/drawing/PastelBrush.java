package dev.sightline.demo.drawing;

import dev.sightline.demo.scene.Scene;
import dev.sightline.demo.scene.Time;
import java.awt.Color;
import java.awt.Shape;

/// Soft, light, flat colours and much calm space.
final class PastelBrush extends Brush {

    PastelBrush(Scene scene, int width, int height) {
        super(scene, width, height);
    }

    @Override
    Color tint(Color colour) {
        double whiteness = scene.time() == Time.NIGHT ? 0.22 : 0.36;
        return Colours.mix(Colours.vivid(colour, 0.82, 0.42), new Color(0xFFF3EA), whiteness);
    }

    @Override
    void detail(Shape shape, Color colour) {
        paint(shape, Colours.alpha(tint(colour), 0.7));
    }

    @Override
    void disc(double x, double y, double radius, Color colour) {
        for (int ring = 4; ring > 0; ring--) {
            double r = radius * (0.6 + 0.55 * ring);
            paint(Shapes.oval(x, y, r, r), Colours.alpha(tint(colour), ring == 1 ? 1 : 0.22));
        }
    }
}
