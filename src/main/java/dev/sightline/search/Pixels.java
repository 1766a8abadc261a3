package dev.sightline.search;

import dev.sightline.embedding.Vector;
import dev.sightline.index.Hit;
import dev.sightline.index.VectorRepository.Calibrated;

/// What is known of the pixels of a candidate.
///
/// @param vector of the image, or null where the engine has compared it already with all that there is to compare with
/// @param level  the cosine that only its best-matching few texts reach
/// @param cosine of image and query as the engine says it, where there is no vector
record Pixels(Vector vector, double level, double cosine) {

    static Pixels of(Hit hit) {
        return new Pixels(null, hit.level(), hit.cosine());
    }

    static Pixels of(Calibrated picture) {
        return new Pixels(picture.vector(), picture.level(), Double.NaN);
    }
}
