package dev.sightline.search;

import dev.sightline.embedding.Vector;
import dev.sightline.index.Hit;
import dev.sightline.index.Kind;
import dev.sightline.index.VectorRepository.Calibrated;
import java.util.List;

/// What is known of a candidate's vectors: that of its pixels, or those of another kind where words are searched.
///
/// @param kind    of the vectors
/// @param vectors of the image, of which the nearest counts, or none where the engine has compared them
///                already with all that there is to compare with
/// @param level   the cosine that only the best-matching few texts reach, where there is no vector
/// @param cosine  of image and query as the engine says it, where there is no vector
record Pixels(Kind kind, List<Calibrated> vectors, double level, double cosine) {

    static Pixels of(Kind kind, Hit hit) {
        return new Pixels(kind, List.of(), hit.level(), hit.cosine());
    }

    static Pixels of(Kind kind, List<Calibrated> vectors) {
        return new Pixels(kind, vectors, Double.NaN, Double.NaN);
    }

    /// The same as an engine would say it that has compared them with these: what is left is the nearest.
    Pixels comparedWith(List<Vector> looks) {
        var nearest = this;
        for (var one : vectors) {
            double reached = one.vector().greatestCosine(looks);
            if (nearest == this || reached > nearest.cosine) {
                nearest = new Pixels(kind, List.of(), one.level(), reached);
            }
        }
        return nearest;
    }
}
