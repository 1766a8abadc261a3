package dev.sightline.demo.drawing;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;

/// Shapes by short names, to draw subjects and landscapes with.
final class Shapes {

    private Shapes() {}

    /// Reads the absolute M, L, Q, C and Z commands of an SVG path.
    static Path2D path(String commands) {
        var path = new Path2D.Double();
        var in = new Scanner(commands.replaceAll("([MLQCZ])", " $1 ")).useLocale(Locale.ROOT);
        while (in.hasNext()) {
            switch (in.next()) {
                case "M" -> path.moveTo(in.nextDouble(), in.nextDouble());
                case "L" -> {
                    while (in.hasNextDouble()) {
                        path.lineTo(in.nextDouble(), in.nextDouble());
                    }
                }
                case "Q" -> path.quadTo(in.nextDouble(), in.nextDouble(), in.nextDouble(), in.nextDouble());
                case "C" ->
                    path.curveTo(
                            in.nextDouble(),
                            in.nextDouble(),
                            in.nextDouble(),
                            in.nextDouble(),
                            in.nextDouble(),
                            in.nextDouble());
                case "Z" -> path.closePath();
                default -> throw new IllegalArgumentException(commands);
            }
        }
        return path;
    }

    static Shape oval(double x, double y, double rx, double ry) {
        return new Ellipse2D.Double(x - rx, y - ry, 2 * rx, 2 * ry);
    }

    static Shape box(double x, double y, double width, double height) {
        return new Rectangle2D.Double(x, y, width, height);
    }

    static Shape union(Shape... shapes) {
        var area = new Area();
        for (var shape : shapes) {
            area.add(new Area(shape));
        }
        return area;
    }

    static Shape turned(Shape shape, double degrees, double x, double y) {
        return AffineTransform.getRotateInstance(Math.toRadians(degrees), x, y).createTransformedShape(shape);
    }

    static Path2D polygon(List<Point2D> points) {
        var path = new Path2D.Double();
        for (int i = 0; i < points.size(); i++) {
            var p = points.get(i);
            if (i == 0) {
                path.moveTo(p.getX(), p.getY());
            } else {
                path.lineTo(p.getX(), p.getY());
            }
        }
        path.closePath();
        return path;
    }
}
