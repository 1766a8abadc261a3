package dev.sightline.demo.drawing;

import dev.sightline.demo.scene.Scene;
import java.util.Random;

/// A part of a picture. What all parts share: the scene, the brush, one sequence of random numbers, and the measures.
abstract class Part {

    final Scene scene;
    final Brush brush;
    final Random random;
    /// The canvas's width.
    final double w;
    /// The canvas's height.
    final double h;
    /// The canvas's short side: every length is a fraction of it.
    final double u;
    /// Where sky and land meet, from the top.
    final double horizon;
    /// Where the subjects stand, from the top.
    final double ground;

    /// The whole of a picture.
    Part(Scene scene, Brush brush) {
        this.scene = scene;
        this.brush = brush;
        this.random = new Random(scene.seed() ^ 0x5DEECE66DL);
        this.w = brush.width;
        this.h = brush.height;
        this.u = brush.unit;
        this.horizon = h / 2 + u * between(0.08, 0.17);
        this.ground = h / 2 + u * between(0.31, 0.37);
    }

    Part(Part whole) {
        this.scene = whole.scene;
        this.brush = whole.brush;
        this.random = whole.random;
        this.w = whole.w;
        this.h = whole.h;
        this.u = whole.u;
        this.horizon = whole.horizon;
        this.ground = whole.ground;
    }

    final double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
