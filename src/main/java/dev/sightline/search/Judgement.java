package dev.sightline.search;

import dev.sightline.index.Kind;
import java.util.UUID;

/// What speaks for an image as a result of one query. In strengths 0 is what is usual for the query and 1 a full match.
///
/// @param pixels how strongly its pixels match all parts of the query
/// @param text   how strongly its pixels match the text of the query, or 0 where there is none
/// @param words  how far its words answer the text, 1 for all of it, 2 if it is called just so, below 0 if its pixels
///               are against the rest of the text; null if they do not
/// @param rank   how well its words match among those that do, 0 to 1, or null
/// @param cosine of its vector with the query, or null where nothing was compared
/// @param kind   of that vector, or null
public record Judgement(UUID image, double pixels, double text, Double words, Double rank, Double cosine, Kind kind) {

    /// Of pixels alone.
    Judgement(UUID image, double pixels, double text, Double cosine, Kind kind) {
        this(image, pixels, text, null, null, cosine, kind);
    }

    /// With what its words say.
    Judgement with(Double answer, Double rank) {
        return answer == null ? this : new Judgement(image, pixels, text, answer, rank, cosine, kind);
    }

    /// With pixels that count no more than this.
    Judgement atMost(double strength) {
        return new Judgement(image, Math.min(pixels, strength), Math.min(text, strength), words, rank, cosine, kind);
    }
}
