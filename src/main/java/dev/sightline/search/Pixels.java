package dev.sightline.search;

import dev.sightline.embedding.Vector;
import dev.sightline.index.Hit;
import dev.sightline.index.Kind;
import dev.sightline.index.VectorRepository.Calibrated;

/// What is known of a candidate's vector: that of its pixels, or of another kind where words are searched too.
///
/// @param kind   of the vector
/// @param vector of the image, or null where the engine has compared it already with all that there is to compare with
/// @param level  the cosine that only its best-matching few texts reach
/// @param cosine of image and query as the engine says it, where there is no vector
record Pixels(Kind kind, Vector vector, double level, double cosine) {

    static Pixels of(Kind kind, Hit hit) {
        return new Pixels(kind, null, hit.level(), hit.cosine());
    }

    static Pixels of(Kind kind, Calibrated picture) {
        return new Pixels(kind, picture.vector(), picture.level(), Double.NaN);
    }
}
