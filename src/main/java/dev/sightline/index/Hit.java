package dev.sightline.index;

import java.util.Comparator;
import java.util.UUID;

/// @param cosine of the query and the entry, -1 to 1, whatever the engine's own score is
/// @param level  of the entry; NaN as an engine says it that does not hold levels
public record Hit(UUID image, int ordinal, double cosine, float level) {

    /// The greatest cosine first, ties by image and ordinal.
    public static final Comparator<Hit> ORDER = Comparator.comparingDouble(Hit::cosine)
            .reversed()
            .thenComparing(Hit::image)
            .thenComparingInt(Hit::ordinal);
}
