package dev.sightline.demo.drawing;

import dev.sightline.demo.scene.Scene;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/// Translucent washes with bleeding edges on grainy paper.
final class WatercolourBrush extends Brush {

    WatercolourBrush(Scene scene, int width, int height) {
        super(scene, width, height);
        paint(canvasBox(), Colours.paper());
    }

    @Override
    Color tint(Color colour) {
        return Colours.vivid(colour, 1.12, 0);
    }

    @Override
    void sky(List<Color> colours) {
        g.setComposite(AlphaComposite.SrcOver.derive(0.72f));
        super.sky(colours);
        g.setComposite(AlphaComposite.SrcOver);
        for (int i = 0; i < 26; i++) {
            double y = between(0, height * 0.75);
            var colour = i % 3 == 0
                    ? Colours.paper()
                    : tint(colours.get((int) Math.min(colours.size() - 1, y / (height * 0.75) * colours.size())));
            bloom(between(0, width), y, unit * between(0.1, 0.28), colour, i % 3 == 0 ? 0.34 : 0.22);
        }
    }

    @Override
    void layer(Shape shape, Color colour) {
        wash(shape, tint(colour), 0.2, 0.022, 3);
    }

    @Override
    void detail(Shape shape, Color colour) {
        paint(shape, Colours.alpha(tint(colour), 0.55));
    }

    @Override
    void disc(double x, double y, double radius, Color colour) {
        bloom(x, y, radius * 2.4, tint(colour), 0.6);
        wash(Shapes.oval(x, y, radius, radius), tint(colour), 0.5, 0.012, 3);
    }

    @Override
    void shape(Shape shape, Color colour, Ink ink) {
        paint(shape, Colours.alpha(Colours.paper(), 0.82));
        wash(shape, colour, 0.3, 0.011, 4);
    }

    private void wash(Shape shape, Color colour, double alpha, double wobble, int coats) {
        for (int coat = 0; coat < coats; coat++) {
            var edge = bleed(shape, unit * wobble);
            paint(edge, Colours.alpha(colour, alpha));
            outline(edge, unit * 0.003, Colours.alpha(Colours.shade(colour, -0.25), alpha * 0.7));
        }
        within(shape, () -> pools(shape.getBounds2D(), colour));
    }

    /// Where the water stood: lighter and darker pools.
    private void pools(Rectangle2D box, Color colour) {
        double size = Math.min(unit * 0.3, Math.max(box.getWidth(), box.getHeight()) * 0.4);
        for (int i = 0; i < 5; i++) {
            var pool = i % 2 == 0 ? Colours.paper() : Colours.shade(colour, -0.3);
            bloom(
                    box.getX() + random.nextDouble() * box.getWidth(),
                    box.getY() + random.nextDouble() * box.getHeight(),
                    size * between(0.6, 1.2),
                    pool,
                    i % 2 == 0 ? 0.42 : 0.3);
        }
    }

    private void bloom(double x, double y, double radius, Color colour, double alpha) {
        g.setPaint(new RadialGradientPaint((float) x, (float) y, (float) radius, new float[] {0, 0.6f, 1}, new Color[] {
            Colours.alpha(colour, alpha), Colours.alpha(colour, alpha * 0.6), Colours.alpha(colour, 0)
        }));
        g.fill(Shapes.oval(x, y, radius, radius));
    }

    private Shape bleed(Shape shape, double amount) {
        var result = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        for (var outline : Outlines.of(shape, unit * 0.003)) {
            var points = new ArrayList<Point2D>();
            for (int i = 0; i < outline.size(); i++) {
                wobble(outline.get(i), outline.get((i + 1) % outline.size()), amount, points);
            }
            result.append(Shapes.polygon(points), false);
        }
        return result;
    }

    private void wobble(Point2D a, Point2D b, double amount, List<Point2D> into) {
        int pieces = Math.max(1, (int) (a.distance(b) / (unit * 0.03)));
        for (int i = 0; i < pieces; i++) {
            double t = (double) i / pieces;
            into.add(new Point2D.Double(
                    a.getX() + (b.getX() - a.getX()) * t + random.nextGaussian() * amount * 0.33,
                    a.getY() + (b.getY() - a.getY()) * t + random.nextGaussian() * amount * 0.33));
        }
    }

    @Override
    BufferedImage finish() {
        for (int i = 0; i < 3; i++) {
            var frame = new Area(canvasBox());
            double inset = unit * (0.008 + 0.007 * i);
            var sheet = new Rectangle2D.Double(inset, inset, width - 2 * inset, height - 2 * inset);
            frame.subtract(new Area(bleed(sheet, unit * 0.018)));
            paint(frame, Colours.alpha(Colours.paper(), 0.75));
        }
        grain(0.13);
        return canvas;
    }
}
