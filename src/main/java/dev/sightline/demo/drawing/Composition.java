package dev.sightline.demo.drawing;

import dev.sightline.demo.scene.Scene;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/// A whole picture: the sky, the landscape, and the subjects near the centre.
final class Composition extends Part {

    Composition(Scene scene, Brush brush) {
        super(scene, brush);
    }

    BufferedImage paint() {
        var landscape = new Landscape(this);
        new Sky(this).paint();
        landscape.paint();
        subjects();
        landscape.paintFront();
        return brush.finish();
    }

    private void subjects() {
        double spread = u * (scene.count() == 2 ? 0.23 : 0.318);
        for (int i = 0; i < scene.count(); i++) {
            double across = scene.count() == 1
                    ? between(-0.04, 0.04) * u
                    : spread * (i - (scene.count() - 1) / 2.0) * (scene.count() == 2 ? 2 : 1);
            boolean middle = scene.count() == 3 && i == 1;
            double radius = u
                    * switch (scene.count()) {
                        case 1 -> between(0.29, 0.335);
                        case 2 -> between(0.19, 0.215);
                        default -> between(0.14, 0.156);
                    };
            subject(w / 2 + across, baseline(radius, middle), radius);
        }
    }

    private double baseline(double radius, boolean middle) {
        return switch (scene.subject().habitat()) {
            case AIR -> h / 2 + u * (middle ? between(-0.17, -0.1) : between(-0.03, 0.06));
            case GROUND -> ground - radius * 0.9 - u * (middle ? between(0.05, 0.07) : between(0, 0.02));
            case WATER -> ground - radius * 0.78 - u * (middle ? between(0.04, 0.06) : between(0, 0.02));
        };
    }

    private void subject(double x, double y, double radius) {
        var placement = AffineTransform.getTranslateInstance(x, y);
        placement.rotate(Math.toRadians(tilt()));
        boolean mirrored = random.nextBoolean();
        placement.scale(mirrored ? -radius : radius, radius);
        Subjects.draw(scene.subject(), new Pen(brush, placement));
    }

    private double tilt() {
        return switch (scene.subject()) {
            case ROCKET -> between(8, 32) * (random.nextBoolean() ? 1 : -1);
            case BUTTERFLY -> between(-20, 20);
            case FISH, BIRD -> between(-14, 14);
            case SAILBOAT, BALLOON, FLOWER -> between(-5, 5);
            default -> 0;
        };
    }
}
