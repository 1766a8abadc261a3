package dev.sightline.embedding.clip;

import dev.sightline.picture.Picture;

/// The size that a picture is brought to before its centre is cropped.
sealed interface Resize {

    int width(Picture picture);

    int height(Picture picture);

    /// Whether the crop lies within, whatever the picture.
    boolean covers(int width, int height);

    /// Keeps the picture's shape. The longer side is rounded down, as transformers does.
    record ShortestEdge(int edge) implements Resize {

        @Override
        public int width(Picture picture) {
            return scaled(picture.width(), picture.height());
        }

        @Override
        public int height(Picture picture) {
            return scaled(picture.height(), picture.width());
        }

        private int scaled(int side, int other) {
            return side <= other ? edge : Math.clamp((long) edge * side / other, edge, Integer.MAX_VALUE);
        }

        @Override
        public boolean covers(int width, int height) {
            return width <= edge && height <= edge;
        }

        @Override
        public String toString() {
            return "shortest edge %d".formatted(edge);
        }
    }

    /// Whatever that does to the picture's shape.
    record Exactly(int width, int height) implements Resize {

        @Override
        public int width(Picture picture) {
            return width;
        }

        @Override
        public int height(Picture picture) {
            return height;
        }

        @Override
        public boolean covers(int width, int height) {
            return width <= this.width && height <= this.height;
        }

        @Override
        public String toString() {
            return "%d x %d".formatted(width, height);
        }
    }
}
