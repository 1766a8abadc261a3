package dev.sightline.search;

import dev.sightline.index.Kind;
import java.util.UUID;

/// An image in a ranking.
///
/// @param score   0 to 1: the share of such results that are relevant
/// @param cosine  with the query, or null where nothing was compared
/// @param kind    of the vector that was compared, or null
/// @param lexical how well the words match, 0 to 1, or null if they do not
/// @param taste   how well its style is liked, 0 to 1, or null where that has no part in the order
/// @param lift    how many places taste lifted it, less than 0 where it fell, or null
public record Entry(UUID image, double score, Double cosine, Kind kind, Double lexical, Double taste, Integer lift) {

    public Entry(UUID image, double score, Double cosine, Kind kind, Double lexical) {
        this(image, score, cosine, kind, lexical, null, null);
    }

    Entry liked(double taste, int lift) {
        return new Entry(image, score, cosine, kind, lexical, taste, lift);
    }
}
