package dev.sightline.index;

import static java.util.Objects.requireNonNull;

import dev.sightline.embedding.Vector;
import java.time.Instant;
import java.util.UUID;

/// A vector as an engine holds it, with nothing that ever changes.
///
/// @param ordinal    tells several vectors of one kind apart (one for each description); 0 for the first, below
// [#ORDINALS]
/// @param level      the cosine that only the best-matching few of the bank of queries reach for it
/// @param collection the collection of the image
/// @param mediaType  for example `image/jpeg`
/// @param date       when the picture was taken, or uploaded where nobody knows
public record IndexEntry(
        UUID image,
        Kind kind,
        int ordinal,
        Vector vector,
        float level,
        long collection,
        String mediaType,
        Instant date) {

    /// So many vectors of one kind an image has at most. Some engines delete by key alone, so all keys that an image
    /// can
    /// have must be known.
    public static final int ORDINALS = 8;

    public IndexEntry {
        if (ordinal < 0 || ordinal >= ORDINALS) {
            throw new IllegalArgumentException("ordinal %d: 0 to %d there are".formatted(ordinal, ORDINALS - 1));
        }
        requireNonNull(image, "image");
        requireNonNull(kind, "kind");
        requireNonNull(vector, "vector");
        requireNonNull(mediaType, "media type");
        requireNonNull(date, "date");
    }
}
