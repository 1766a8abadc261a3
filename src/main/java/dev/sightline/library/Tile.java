package dev.sightline.library;

import java.util.Locale;
import java.util.UUID;

/// A picture in a grid. All that its place needs is known before its bytes arrive, so nothing moves when they do.
///
/// @param thumbnail   null while the picture is being taken in
/// @param thumbnail2x the same for dense displays, or null
/// @param colour      its dominant one, `#rrggbb`, or null
/// @param placeholder a BlurHash, or null
/// @param mark        a word for what is more than one picture, or null
/// @param relevance   null where nothing was compared
public record Tile(
        UUID id,
        String title,
        String thumbnail,
        String thumbnail2x,
        int width,
        int height,
        String colour,
        String placeholder,
        boolean favourite,
        String mark,
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
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The class that carries the aspect ratio, see [Shapes].
    public String shape() {
        return Shapes.name(width, height);
    }
}
