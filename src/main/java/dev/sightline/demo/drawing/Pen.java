package dev.sightline.demo.drawing;

import java.awt.Shape;
import java.awt.geom.AffineTransform;

/// Places a subject, drawn in a box from -1 to 1, on the canvas of a brush.
record Pen(Brush brush, AffineTransform placement) {

    void fill(Ink ink, Shape shape) {
        brush.shape(placement.createTransformedShape(shape), brush.ink(ink), ink);
    }

    void fill(Ink ink, String path) {
        fill(ink, Shapes.path(path));
    }

    void line(Ink ink, double width, Shape shape) {
        brush.line(
                placement.createTransformedShape(shape),
                width * Math.sqrt(Math.abs(placement.getDeterminant())),
                brush.ink(ink),
                ink);
    }

    void line(Ink ink, double width, String path) {
        line(ink, width, Shapes.path(path));
    }
}
