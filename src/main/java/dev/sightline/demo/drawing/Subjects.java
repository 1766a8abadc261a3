package dev.sightline.demo.drawing;

import dev.sightline.demo.scene.Subject;
import java.awt.geom.AffineTransform;

/// The subjects, each in a box from -1 to 1 with y downwards; what stands, stands on y = 0.9.
final class Subjects {

    private Subjects() {}

    static void draw(Subject subject, Pen pen) {
        switch (subject) {
            case SAILBOAT -> sailboat(pen);
            case MOUNTAIN -> mountain(pen);
            case HOUSE -> house(pen);
            case TREE -> tree(pen);
            case CAT -> cat(pen);
            case FISH -> fish(pen);
            case BIRD -> bird(pen);
            case BALLOON -> balloon(pen);
            case LIGHTHOUSE -> lighthouse(pen);
            case ROCKET -> rocket(pen);
            case FLOWER -> flower(pen);
            case CAR -> car(pen);
            case CASTLE -> castle(pen);
            case WHALE -> whale(pen);
            case BICYCLE -> bicycle(pen);
            case BUTTERFLY -> butterfly(pen);
        }
    }

    private static void sailboat(Pen pen) {
        pen.line(Ink.WOOD, 0.06, "M0 -0.92 L0 0.45");
        pen.fill(Ink.MAIN, "M-0.07 -0.88 Q-0.75 -0.25 -0.8 0.3 L-0.07 0.3 Z");
        pen.fill(Ink.LIGHT, "M0.08 -0.7 Q0.62 -0.15 0.66 0.3 L0.08 0.3 Z");
        pen.fill(Ink.SHADE, "M-0.9 0.42 L0.9 0.42 Q0.75 0.9 0.45 0.9 L-0.45 0.9 Q-0.75 0.9 -0.9 0.42 Z");
        pen.fill(Ink.TRIM, "M-0.9 0.42 L0.9 0.42 L0.84 0.55 L-0.84 0.55 Z");
        pen.fill(Ink.MAIN, "M0 -0.96 L0.3 -0.88 L0 -0.8 Z");
    }

    private static void mountain(Pen pen) {
        pen.fill(Ink.SHADE, "M-0.1 0.9 L0.45 -0.3 L1.05 0.9 Z");
        pen.fill(Ink.TRIM, "M0.45 -0.3 L0.3 0.02 L0.42 -0.04 L0.5 0.06 L0.6 -0.02 Z");
        pen.fill(Ink.MAIN, "M-1.05 0.9 L-0.2 -0.9 L0.68 0.9 Z");
        pen.fill(Ink.SHADE, "M-0.2 -0.9 L0.68 0.9 L0.05 0.9 L-0.12 0.3 L0.02 -0.05 Z");
        pen.fill(Ink.TRIM, "M-0.2 -0.9 L-0.47 -0.33 L-0.33 -0.42 L-0.22 -0.22 L-0.08 -0.42 L0.08 -0.33 Z");
    }

    private static void house(Pen pen) {
        pen.fill(Ink.SHADE, Shapes.box(0.34, -0.8, 0.2, 0.5));
        pen.fill(Ink.MAIN, Shapes.box(-0.7, -0.12, 1.4, 1.02));
        pen.fill(Ink.SHADE, "M-0.92 -0.1 L0 -0.85 L0.92 -0.1 Z");
        pen.fill(Ink.WOOD, "M-0.17 0.9 L-0.17 0.38 Q0 0.2 0.17 0.38 L0.17 0.9 Z");
        for (double x : new double[] {-0.56, 0.28}) {
            pen.fill(Ink.GLASS, Shapes.box(x, 0.1, 0.28, 0.3));
            pen.line(Ink.TRIM, 0.04, "M%s 0.1 L%s 0.4 M%s 0.25 L%s 0.25".formatted(x + 0.14, x + 0.14, x, x + 0.28));
        }
        pen.fill(Ink.GLASS, Shapes.oval(0, -0.38, 0.13, 0.13));
    }

    private static void tree(Pen pen) {
        pen.fill(Ink.WOOD, "M-0.2 0.9 Q-0.08 0.6 -0.1 0.1 L0.1 0.1 Q0.08 0.6 0.2 0.9 Z");
        pen.line(Ink.WOOD, 0.07, "M0 0.45 L0.28 0.2");
        pen.fill(
                Ink.MAIN,
                Shapes.union(
                        Shapes.oval(0, -0.5, 0.46, 0.42),
                        Shapes.oval(-0.42, -0.12, 0.42, 0.36),
                        Shapes.oval(0.42, -0.12, 0.42, 0.36),
                        Shapes.oval(0, -0.02, 0.45, 0.34)));
        pen.fill(Ink.LIGHT, Shapes.oval(-0.18, -0.58, 0.17, 0.13));
        pen.fill(Ink.LIGHT, Shapes.oval(-0.5, -0.2, 0.15, 0.11));
        pen.fill(Ink.SHADE, Shapes.oval(0.42, 0.02, 0.2, 0.13));
        pen.fill(Ink.SHADE, Shapes.oval(0.08, -0.18, 0.16, 0.11));
    }

    private static void cat(Pen pen) {
        pen.line(Ink.SHADE, 0.17, "M0.3 0.78 Q0.95 0.8 0.78 0.2 Q0.72 0.0 0.86 -0.12");
        pen.fill(Ink.MAIN, "M-0.42 0.9 Q-0.6 0.2 -0.22 -0.1 L0.22 -0.1 Q0.6 0.2 0.42 0.9 Z");
        pen.fill(Ink.LIGHT, Shapes.oval(0, 0.45, 0.2, 0.34));
        pen.fill(
                Ink.MAIN,
                "M-0.5 -0.3 L-0.52 -0.95 L-0.2 -0.72 L0.2 -0.72 L0.52 -0.95 L0.5 -0.3 "
                        + "Q0.4 0.08 0 0.08 Q-0.4 0.08 -0.5 -0.3 Z");
        pen.fill(Ink.SHADE, "M-0.45 -0.6 L-0.45 -0.82 L-0.3 -0.7 Z");
        pen.fill(Ink.SHADE, "M0.45 -0.6 L0.45 -0.82 L0.3 -0.7 Z");
        pen.fill(Ink.DARK, Shapes.oval(-0.2, -0.36, 0.075, 0.11));
        pen.fill(Ink.DARK, Shapes.oval(0.2, -0.36, 0.075, 0.11));
        pen.fill(Ink.HEART, "M-0.06 -0.19 L0.06 -0.19 L0 -0.11 Z");
        pen.line(
                Ink.DARK,
                0.025,
                "M-0.18 -0.14 L-0.6 -0.2 M-0.18 -0.08 L-0.58 -0.03 M0.18 -0.14 L0.6 -0.2 " + "M0.18 -0.08 L0.58 -0.03");
    }

    private static void fish(Pen pen) {
        pen.fill(Ink.SHADE, "M0.4 0.0 Q0.62 -0.3 0.95 -0.48 Q0.8 0 0.95 0.48 Q0.62 0.3 0.4 0 Z");
        pen.fill(Ink.SHADE, "M-0.4 -0.35 Q-0.05 -0.85 0.3 -0.6 Q0.12 -0.4 0.2 -0.2 Z");
        pen.fill(Ink.SHADE, "M-0.1 0.4 Q0.1 0.72 0.32 0.62 Q0.22 0.4 0.2 0.25 Z");
        pen.fill(
                Ink.MAIN,
                "M-0.92 0.05 Q-0.6 -0.52 -0.1 -0.5 Q0.3 -0.45 0.56 0 Q0.3 0.45 -0.1 0.5 " + "Q-0.6 0.52 -0.92 0.05 Z");
        pen.fill(Ink.LIGHT, "M-0.12 -0.5 Q0.06 0 -0.12 0.5 L0.05 0.47 Q0.24 0 0.05 -0.47 Z");
        pen.fill(Ink.TRIM, "M-0.36 -0.45 Q-0.2 0 -0.36 0.46 L-0.27 0.48 Q-0.1 0 -0.27 -0.48 Z");
        pen.fill(Ink.TRIM, Shapes.oval(-0.58, -0.1, 0.13, 0.13));
        pen.fill(Ink.DARK, Shapes.oval(-0.6, -0.1, 0.07, 0.07));
    }

    private static void bird(Pen pen) {
        pen.fill(Ink.SHADE, "M0.45 0.05 L1.0 -0.12 L0.88 0.12 L1.0 0.3 L0.4 0.3 Z");
        pen.fill(Ink.SHADE, "M-0.2 -0.1 Q-0.25 -0.7 0.02 -0.95 Q0.3 -0.55 0.3 -0.05 Z");
        pen.fill(
                Ink.MAIN,
                "M-0.88 -0.06 Q-0.86 -0.42 -0.52 -0.42 Q-0.26 -0.4 -0.1 -0.18 "
                        + "Q0.3 -0.14 0.62 0.12 Q0.4 0.56 -0.1 0.56 Q-0.72 0.52 -0.88 -0.06 Z");
        pen.fill(Ink.LIGHT, "M-0.75 0.2 Q-0.5 0.56 -0.05 0.55 Q-0.05 0.25 -0.4 0.14 Z");
        pen.fill(Ink.LIGHT, "M-0.24 0.08 Q0.05 -0.62 0.62 -0.82 Q0.6 -0.2 0.16 0.2 Q-0.08 0.3 -0.24 0.08 Z");
        pen.fill(Ink.FLAME, "M-0.84 -0.2 L-1.12 -0.04 L-0.84 0.04 Z");
        pen.fill(Ink.DARK, Shapes.oval(-0.62, -0.18, 0.075, 0.075));
    }

    private static void balloon(Pen pen) {
        pen.line(Ink.WOOD, 0.03, "M-0.24 0.32 L-0.14 0.7 M0.24 0.32 L0.14 0.7 M0 0.4 L0 0.7");
        pen.fill(
                Ink.MAIN,
                "M-0.24 0.42 Q-0.72 0.1 -0.72 -0.32 C-0.72 -1.12 0.72 -1.12 0.72 -0.32 " + "Q0.72 0.1 0.24 0.42 Z");
        pen.fill(
                Ink.TRIM,
                "M-0.15 0.42 Q-0.42 0.05 -0.42 -0.32 C-0.42 -1.1 0.42 -1.1 0.42 -0.32 " + "Q0.42 0.05 0.15 0.42 Z");
        pen.fill(
                Ink.SHADE,
                "M-0.06 0.42 Q-0.16 0.05 -0.16 -0.32 C-0.16 -1.1 0.16 -1.1 0.16 -0.32 " + "Q0.16 0.05 0.06 0.42 Z");
        pen.fill(Ink.WOOD, "M-0.2 0.66 L0.2 0.66 L0.15 0.95 L-0.15 0.95 Z");
    }

    private static void lighthouse(Pen pen) {
        pen.fill(Ink.MAIN, "M-0.36 0.9 L-0.2 -0.42 L0.2 -0.42 L0.36 0.9 Z");
        pen.fill(Ink.TRIM, "M-0.325 0.6 L-0.285 0.27 L0.285 0.27 L0.325 0.6 Z");
        pen.fill(Ink.TRIM, "M-0.245 -0.05 L-0.21 -0.33 L0.21 -0.33 L0.245 -0.05 Z");
        pen.fill(Ink.DARK, Shapes.box(-0.3, -0.48, 0.6, 0.09));
        pen.fill(Ink.GLASS, Shapes.box(-0.16, -0.74, 0.32, 0.26));
        pen.fill(Ink.SHADE, "M-0.25 -0.72 Q0 -0.8 0.25 -0.72 L0 -1.0 Z");
        pen.fill(Ink.WOOD, "M-0.1 0.9 L-0.1 0.72 Q0 0.62 0.1 0.72 L0.1 0.9 Z");
        pen.line(
                Ink.GLASS,
                0.04,
                "M0.3 -0.62 L0.85 -0.72 M0.3 -0.55 L0.85 -0.45 M-0.3 -0.62 L-0.85 -0.72 " + "M-0.3 -0.55 L-0.85 -0.45");
    }

    private static void rocket(Pen pen) {
        pen.fill(Ink.FLAME, "M-0.2 0.5 Q-0.3 0.75 0 1.1 Q0.3 0.75 0.2 0.5 Z");
        pen.fill(Ink.GLASS, "M-0.1 0.5 Q-0.14 0.65 0 0.85 Q0.14 0.65 0.1 0.5 Z");
        pen.fill(Ink.SHADE, "M-0.28 0.0 Q-0.68 0.2 -0.62 0.7 L-0.24 0.48 Z");
        pen.fill(Ink.SHADE, "M0.28 0.0 Q0.68 0.2 0.62 0.7 L0.24 0.48 Z");
        pen.fill(Ink.MAIN, "M0 -1.0 Q0.44 -0.55 0.26 0.54 L-0.26 0.54 Q-0.44 -0.55 0 -1.0 Z");
        pen.fill(Ink.TRIM, "M0 -1.0 Q0.2 -0.8 0.28 -0.52 Q0 -0.42 -0.28 -0.52 Q-0.2 -0.8 0 -1.0 Z");
        pen.fill(Ink.DARK, Shapes.oval(0, -0.16, 0.19, 0.19));
        pen.fill(Ink.GLASS, Shapes.oval(0, -0.16, 0.13, 0.13));
    }

    private static void flower(Pen pen) {
        pen.line(Ink.LEAF, 0.08, "M0 -0.2 Q0.08 0.4 0 0.92");
        pen.fill(Ink.LEAF, "M0.03 0.62 Q0.2 0.2 0.62 0.22 Q0.5 0.62 0.03 0.62 Z");
        pen.fill(Ink.LEAF, "M0.02 0.76 Q-0.2 0.4 -0.58 0.46 Q-0.45 0.8 0.02 0.76 Z");
        for (int petal = 0; petal < 8; petal++) {
            var ink = petal % 2 == 0 ? Ink.MAIN : Ink.LIGHT;
            pen.fill(ink, Shapes.turned(Shapes.oval(0, -0.76, 0.19, 0.27), petal * 45, 0, -0.35));
        }
        pen.fill(Ink.HEART, Shapes.oval(0, -0.35, 0.22, 0.22));
    }

    private static void car(Pen pen) {
        pen.fill(
                Ink.MAIN,
                "M-0.98 0.6 L-0.98 0.2 Q-0.95 0.06 -0.66 0.02 L-0.42 -0.36 "
                        + "Q-0.38 -0.42 -0.28 -0.42 L0.28 -0.42 Q0.4 -0.42 0.46 -0.32 L0.66 0.02 "
                        + "Q0.98 0.06 0.98 0.26 L0.98 0.6 Z");
        pen.fill(Ink.GLASS, "M-0.52 0.02 L-0.32 -0.31 L-0.05 -0.31 L-0.05 0.02 Z");
        pen.fill(Ink.GLASS, "M0.05 0.02 L0.05 -0.31 L0.3 -0.31 L0.5 0.02 Z");
        pen.fill(Ink.SHADE, Shapes.box(-0.98, 0.42, 1.96, 0.18));
        pen.fill(Ink.FLAME, Shapes.oval(0.9, 0.26, 0.08, 0.09));
        for (double x : new double[] {-0.52, 0.54}) {
            pen.fill(Ink.DARK, Shapes.oval(x, 0.62, 0.27, 0.27));
            pen.fill(Ink.TRIM, Shapes.oval(x, 0.62, 0.12, 0.12));
        }
    }

    private static void castle(Pen pen) {
        for (double x : new double[] {-0.92, 0.52}) {
            pen.fill(Ink.MAIN, Shapes.box(x, -0.3, 0.4, 1.2));
            pen.fill(Ink.SHADE, "M%s -0.28 L%s -0.85 L%s -0.28 Z".formatted(x - 0.07, x + 0.2, x + 0.47));
            pen.fill(Ink.DARK, Shapes.box(x + 0.14, -0.05, 0.12, 0.24));
        }
        pen.fill(
                Ink.MAIN,
                "M-0.54 0.9 L-0.54 0.1 L-0.38 0.1 L-0.38 0.24 L-0.2 0.24 L-0.2 0.1 L0.2 0.1 "
                        + "L0.2 0.24 L0.38 0.24 L0.38 0.1 L0.54 0.1 L0.54 0.9 Z");
        pen.fill(Ink.LIGHT, Shapes.box(-0.2, -0.5, 0.4, 0.75));
        pen.fill(Ink.SHADE, "M-0.27 -0.48 L0 -1.0 L0.27 -0.48 Z");
        pen.fill(Ink.GLASS, Shapes.oval(0, -0.2, 0.09, 0.13));
        pen.fill(Ink.DARK, "M-0.2 0.9 L-0.2 0.6 Q0 0.32 0.2 0.6 L0.2 0.9 Z");
    }

    private static void whale(Pen pen) {
        pen.line(Ink.GLASS, 0.07, "M-0.36 -0.4 Q-0.4 -0.75 -0.62 -0.82 M-0.36 -0.4 Q-0.32 -0.75 -0.1 -0.82");
        pen.fill(
                Ink.SHADE,
                "M0.62 0.1 Q0.62 -0.35 0.42 -0.6 Q0.72 -0.6 0.8 -0.38 Q0.9 -0.62 1.08 -0.56 "
                        + "Q1.05 -0.1 0.86 0.22 Z");
        pen.fill(
                Ink.MAIN,
                "M-0.98 0.2 Q-0.98 -0.42 -0.3 -0.42 C0.2 -0.42 0.35 0.15 0.64 0.0 L0.88 0.14 "
                        + "Q0.75 0.85 -0.1 0.85 Q-0.98 0.85 -0.98 0.2 Z");
        pen.fill(Ink.TRIM, "M-0.97 0.34 Q-0.5 0.62 0.2 0.5 Q0.1 0.84 -0.15 0.85 Q-0.9 0.82 -0.97 0.34 Z");
        pen.fill(Ink.SHADE, "M-0.2 0.36 Q-0.15 0.75 0.2 0.82 Q0.25 0.5 0.05 0.3 Z");
        pen.fill(Ink.DARK, Shapes.oval(-0.64, 0.12, 0.075, 0.075));
    }

    private static void bicycle(Pen pen) {
        for (double x : new double[] {-0.56, 0.56}) {
            pen.line(Ink.DARK, 0.13, Shapes.oval(x, 0.45, 0.4, 0.4));
            pen.line(Ink.LIGHT, 0.05, Shapes.oval(x, 0.45, 0.31, 0.31));
        }
        pen.line(Ink.MAIN, 0.13, "M-0.56 0.45 L-0.24 -0.2 L0.36 -0.2 L-0.02 0.45 Z");
        pen.line(Ink.MAIN, 0.13, "M-0.02 0.45 L-0.3 -0.38 M0.56 0.45 L0.3 -0.5");
        pen.line(Ink.DARK, 0.12, "M-0.48 -0.42 L-0.12 -0.42");
        pen.line(Ink.DARK, 0.09, "M0.12 -0.56 L0.38 -0.52 Q0.56 -0.5 0.5 -0.34");
        pen.fill(Ink.DARK, Shapes.oval(-0.02, 0.45, 0.11, 0.11));
    }

    private static void butterfly(Pen pen) {
        for (int side : new int[] {-1, 1}) {
            var mirror = AffineTransform.getScaleInstance(side, 1);
            pen.fill(
                    Ink.SHADE,
                    mirror.createTransformedShape(Shapes.path(
                            "M0.05 0.05 Q0.75 0.0 0.72 0.42 " + "Q0.62 0.85 0.32 0.82 Q0.05 0.62 0.05 0.1 Z")));
            pen.fill(
                    Ink.MAIN,
                    mirror.createTransformedShape(Shapes.path(
                            "M0.05 0.1 Q0.12 -0.82 0.72 -0.85 " + "Q1.05 -0.8 0.95 -0.35 Q0.8 0.16 0.05 0.12 Z")));
            pen.fill(
                    Ink.LIGHT,
                    mirror.createTransformedShape(Shapes.path(
                            "M0.2 -0.02 Q0.3 -0.55 0.62 -0.58 " + "Q0.78 -0.5 0.7 -0.28 Q0.55 -0.02 0.2 -0.02 Z")));
            pen.fill(Ink.TRIM, mirror.createTransformedShape(Shapes.oval(0.42, 0.42, 0.13, 0.15)));
            pen.line(Ink.DARK, 0.04, mirror.createTransformedShape(Shapes.path("M0.02 -0.4 Q0.1 -0.75 0.32 -0.9")));
        }
        pen.fill(Ink.DARK, Shapes.oval(0, 0.05, 0.09, 0.5));
    }
}
