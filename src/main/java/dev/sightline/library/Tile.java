package dev.sightline.library;

import java.util.UUID;

/// A picture in a grid. All that its place needs is known before its bytes arrive, so nothing moves when they do.
///
/// `colour` (hex) and `placeholder` (blurhash) may be null; `relevance` is null outside of search results.
public record Tile(
        UUID id,
        String href,
        String title,
        String thumbnail,
        int width,
        int height,
        String colour,
        String placeholder,
        boolean favourite,
        Relevance relevance) {

    /// How well a result fits the query, as one to three dots.
    public enum Relevance {
        STRONG("Strong match"),
        GOOD("Good match"),
        WEAK("Weak match");

        public final String words;

        Relevance(String words) {
            this.words = words;
        }

        public String style() {
            return name().toLowerCase();
        }
    }

    /// The class that carries the aspect ratio, see [Shapes].
    public String shape() {
        return Shapes.name(width, height);
    }
}
