package dev.sightline.demo.drawing;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;

/// Shapes by short names.
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

    /// The outlines of a shape as polygons, without vertices that stray less than the tolerance.
    static List<List<Point2D>> outlines(Shape shape, double tolerance) {
        var outlines = new ArrayList<List<Point2D>>();
        var current = new ArrayList<Point2D>();
        for (var it = new FlatteningPathIterator(shape.getPathIterator(null), 0.4); !it.isDone(); it.next()) {
            var xy = new double[6];
            int kind = it.currentSegment(xy);
            if (kind == PathIterator.SEG_MOVETO && !current.isEmpty()) {
                outlines.add(simplify(current, tolerance));
                current = new ArrayList<>();
            }
            if (kind != PathIterator.SEG_CLOSE) {
                current.add(new Point2D.Double(xy[0], xy[1]));
            }
        }
        outlines.add(simplify(current, tolerance));
        return outlines.stream().filter(outline -> outline.size() > 2).toList();
    }

    private static List<Point2D> simplify(List<Point2D> points, double tolerance) {
        int half = points.size() / 2;
        if (half < 2) {
            return points;
        }
        var result = new ArrayList<>(douglasPeucker(points.subList(0, half + 1), tolerance));
        result.addAll(douglasPeucker(points.subList(half, points.size()), tolerance).stream()
                .skip(1)
                .toList());
        return result;
    }

    private static List<Point2D> douglasPeucker(List<Point2D> points, double tolerance) {
        var first = points.getFirst();
        var last = points.getLast();
        int farthest = 0;
        double distance = tolerance;
        for (int i = 1; i < points.size() - 1; i++) {
            double d = Line2D.ptSegDist(
                    first.getX(),
                    first.getY(),
                    last.getX(),
                    last.getY(),
                    points.get(i).getX(),
                    points.get(i).getY());
            if (d > distance) {
                farthest = i;
                distance = d;
            }
        }
        if (farthest == 0) {
            return List.of(first, last);
        }
        var result = new ArrayList<>(douglasPeucker(points.subList(0, farthest + 1), tolerance));
        result.addAll(douglasPeucker(points.subList(farthest, points.size()), tolerance).stream()
                .skip(1)
                .toList());
        return result;
    }
}
