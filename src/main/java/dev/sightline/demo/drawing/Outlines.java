package dev.sightline.demo.drawing;

import java.awt.Shape;
import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.Line2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;

/// Shapes reduced to polygons of few corners, for styles that work on edges.
final class Outlines {

    private Outlines() {}

    /// The outlines of a shape as polygons, without vertices that stray less than the tolerance.
    static List<List<Point2D>> of(Shape shape, double tolerance) {
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
