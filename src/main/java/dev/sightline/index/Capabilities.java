package dev.sightline.index;

import dev.sightline.embedding.Vector;
import java.time.Duration;
import java.util.Set;

/// What an engine can do, so that the search can make up for what it cannot.
///
/// @param window  the largest `k` that is answered
/// @param exact   whether the nearest are really the nearest
/// @param filters what of an [IndexFilter] it understands
/// @param delay   for how long after a write reads may not show it; zero if the next read does
public record Capabilities(int window, boolean exact, Set<Field> filters, Duration delay) {

    /// A part of an [IndexFilter].
    public enum Field {
        COLLECTION,
        MEDIA_TYPE,
        DATE,
        /// [IndexFilter#within()]
        IMAGES
    }

    /// Refuses what an index with these capabilities is not to be asked for.
    ///
    /// @throws IllegalArgumentException with the reason
    public void require(Vector query, int dimension, IndexFilter filter, int k) {
        requireDimension(query, dimension);
        if (k < 1 || k > window) {
            throw new IllegalArgumentException("the nearest %d: 1 to %d can be asked for".formatted(k, window));
        }
        if (!filters.containsAll(filter.fields())) {
            throw new IllegalArgumentException("a filter by %s: there are %s".formatted(filter.fields(), filters));
        }
    }

    /// @throws IllegalArgumentException if the vector has another dimension than the index
    public static void requireDimension(Vector vector, int dimension) {
        if (vector.dimension() != dimension) {
            throw new IllegalArgumentException("a vector of %d dimensions in an index of %d: nothing was written"
                    .formatted(vector.dimension(), dimension));
        }
    }
}
