package dev.sightline.demo.drawing;

import dev.sightline.demo.scene.Scene;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/// Faceted folded paper with soft shadows.
final class OrigamiBrush extends Brush {

    /// The colour of shadows.
    private static final int DUSK = 0x1A1430;

    OrigamiBrush(Scene scene, int width, int height) {
        super(scene, width, height);
    }

    @Override
    Color tint(Color colour) {
        return Colours.mix(colour, Colours.paper(), 0.10);
    }

    @Override
    void sky(List<Color> colours) {
        super.sky(colours);
        facets(canvasBox(), unit * 0.34, 0.09);
    }

    @Override
    void layer(Shape shape, Color colour) {
        shadow(shape, 0, -unit * 0.006);
        paint(shape, tint(colour));
        within(shape, () -> facets(shape.getBounds2D(), unit * 0.2, 0.15));
    }

    @Override
    void disc(double x, double y, double radius, Color colour) {
        shape(Shapes.oval(x, y, radius, radius), tint(colour), Ink.TRIM);
    }

    @Override
    void shape(Shape shape, Color colour, Ink ink) {
        for (var corners : Outlines.of(shape, unit * 0.011)) {
            var sheet = Shapes.polygon(corners);
            shadow(sheet, unit * 0.008, unit * 0.012);
            paint(sheet, colour);
            within(sheet, () -> fold(corners, sheet.getBounds2D(), colour));
        }
    }

    @Override
    void line(Shape path, double width, Color colour, Ink ink) {
        var strip =
                new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER).createStrokedShape(path);
        shadow(strip, unit * 0.006, unit * 0.009);
        paint(strip, colour);
        within(strip, () -> facets(strip.getBounds2D(), unit * 0.07, 0.3));
    }

    /// One facet from each edge to an inner point, lit from the upper left.
    private void fold(List<Point2D> corners, Rectangle2D box, Color colour) {
        var centre = new Point2D.Double(
                box.getCenterX() + box.getWidth() * between(-0.12, 0.12),
                box.getCenterY() + box.getHeight() * between(-0.12, 0.12));
        double turn = clockwise(corners) ? 0.8 : Math.PI + 0.8;
        for (int i = 0; i < corners.size(); i++) {
            var a = corners.get(i);
            var b = corners.get((i + 1) % corners.size());
            double facing = Math.atan2(b.getX() - a.getX(), a.getY() - b.getY());
            double light = 0.27 * Math.cos(facing + turn) + between(-0.07, 0.07);
            paint(Shapes.polygon(List.of(a, b, centre)), Colours.shade(colour, light));
        }
    }

    private static boolean clockwise(List<Point2D> corners) {
        double sum = 0;
        for (int i = 0; i < corners.size(); i++) {
            var a = corners.get(i);
            var b = corners.get((i + 1) % corners.size());
            sum += (b.getX() - a.getX()) * (b.getY() + a.getY());
        }
        return sum < 0;
    }

    private void shadow(Shape shape, double dx, double dy) {
        var moved = AffineTransform.getTranslateInstance(dx, dy).createTransformedShape(shape);
        for (int i = 5; i > 0; i--) {
            outline(moved, unit * 0.006 * i, Colours.alpha(new Color(DUSK), 0.045));
        }
        paint(moved, Colours.alpha(new Color(DUSK), 0.12));
    }

    /// Covers a box with triangles, some lighter and some darker than what lies below.
    private void facets(Rectangle2D box, double size, double strength) {
        int columns = (int) Math.ceil(box.getWidth() / size) + 1;
        int rows = (int) Math.ceil(box.getHeight() / size) + 1;
        var grid = new Point2D[rows + 1][columns + 1];
        for (int row = 0; row <= rows; row++) {
            for (int column = 0; column <= columns; column++) {
                grid[row][column] = new Point2D.Double(
                        box.getX() + (column - 0.5 + between(-0.32, 0.32)) * size,
                        box.getY() + (row - 0.5 + between(-0.32, 0.32)) * size);
            }
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                facet(List.of(grid[row][column], grid[row][column + 1], grid[row + 1][column]), strength);
                facet(List.of(grid[row][column + 1], grid[row + 1][column + 1], grid[row + 1][column]), strength);
            }
        }
    }

    private void facet(List<Point2D> corners, double strength) {
        double light = between(-strength, strength);
        var tone = light > 0 ? Color.WHITE : new Color(DUSK);
        paint(Shapes.polygon(corners), Colours.alpha(tone, Math.abs(light)));
    }

    @Override
    BufferedImage finish() {
        grain(0.09);
        return canvas;
    }
}
