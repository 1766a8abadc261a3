package dev.sightline.library;

import java.util.Locale;
import java.util.UUID;

/// A picture in a grid. All that its place needs is known before its bytes arrive, so nothing moves when they do.
///
/// @param thumbnail   null while the picture is being taken in, and where that failed
/// @param thumbnail2x the same for dense displays, or null
/// @param colour      its dominant one, `#rrggbb`, or null
/// @param placeholder a BlurHash, or null
/// @param processing  whether it is being taken in
/// @param mark        a word for what is more than one picture, or null
/// @param relevance   null where nothing was compared
/// @param found       null where it is no result of a search
public record Tile(
        UUID id,
        String title,
        String thumbnail,
        String thumbnail2x,
        int width,
        int height,
        String colour,
        String placeholder,
        boolean processing,
        boolean favourite,
        String mark,
        Relevance relevance,
        Found found) {

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

    /// How a search goes on from its result.
    ///
    /// @param matched those words of the query that the words of the image have, or empty
    /// @param taste   why taste brought it forward, or null
    /// @param more    the same search for more like this, or null where no more pictures can be searched with
    /// @param less    the same for less like this
    public record Found(String matched, String taste, String more, String less) {}

    public Tile as(Found result) {
        return new Tile(
                id,
                title,
                thumbnail,
                thumbnail2x,
                width,
                height,
                colour,
                placeholder,
                processing,
                favourite,
                mark,
                relevance,
                result);
    }

    /// Why it is a result, in words.
    public String why() {
        if (found == null) {
            return relevance.words;
        }
        var words = found.matched().isEmpty() ? "" : ", has the words: " + found.matched();
        return relevance.words + words + (found.taste() == null ? "" : ". " + found.taste());
    }

    /// The class that carries the aspect ratio, see [Shapes].
    public String shape() {
        return Shapes.name(width, height);
    }
}
