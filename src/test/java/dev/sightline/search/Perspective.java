package dev.sightline.search;

import java.awt.geom.Point2D;

/// Where a point of a slanted rectangle lies in the rectangle seen from straight in front, its sides being 1 long.
///
/// Heckbert, Fundamentals of Texture Mapping and Image Warping (1989), section 2.2.3: the matrix from the square to the
/// quadrilateral, inverted by its adjugate.
record Perspective(double[] back) {

    /// @param corners top left, top right, bottom right, bottom left
    static Perspective toSquare(Point2D[] corners) {
        double dx1 = corners[1].getX() - corners[2].getX();
        double dx2 = corners[3].getX() - corners[2].getX();
        double dx3 = corners[0].getX() - corners[1].getX() + corners[2].getX() - corners[3].getX();
        double dy1 = corners[1].getY() - corners[2].getY();
        double dy2 = corners[3].getY() - corners[2].getY();
        double dy3 = corners[0].getY() - corners[1].getY() + corners[2].getY() - corners[3].getY();
        double all = dx1 * dy2 - dx2 * dy1;
        double g = (dx3 * dy2 - dx2 * dy3) / all;
        double h = (dx1 * dy3 - dx3 * dy1) / all;
        double a = corners[1].getX() - corners[0].getX() + g * corners[1].getX();
        double b = corners[3].getX() - corners[0].getX() + h * corners[3].getX();
        double c = corners[0].getX();
        double d = corners[1].getY() - corners[0].getY() + g * corners[1].getY();
        double e = corners[3].getY() - corners[0].getY() + h * corners[3].getY();
        double f = corners[0].getY();
        return new Perspective(new double[] {
            e - f * h, c * h - b, b * f - c * e,
            f * g - d, a - c * g, c * d - a * f,
            d * h - e * g, b * g - a * h, a * e - b * d
        });
    }

    Point2D of(double x, double y) {
        double w = back[6] * x + back[7] * y + back[8];
        return new Point2D.Double((back[0] * x + back[1] * y + back[2]) / w, (back[3] * x + back[4] * y + back[5]) / w);
    }
}
