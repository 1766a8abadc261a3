package dev.sightline.search;

import dev.sightline.embedding.Vector;
import dev.sightline.index.Calibration;
import dev.sightline.index.VectorRepository.Calibrated;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// A query as vectors, and what each of them counts.
///
/// @param parts    what is wanted; empty if only filters were given
/// @param not      what is not wanted; the weights of pictures are 0 to 1 here too
/// @param examples images that were given as examples, and so are no results
record Aim(List<Part> parts, List<Part> not, Set<UUID> examples) {

    /// The smallest distance between usual and match that is told from noise.
    private static final double SMALLEST_SPAN = 0.02;

    /// So many deviations above the usual, another picture is as good as a full match. Chosen on the demo collection:
    /// pictures in one style reach it, others do not.
    private static final double PICTURE_MATCH = 1.45;

    /// What a match of all words adds to a full match of the text, at the best rank.
    private static final double BEST_WORDS = 0.25;

    /// What a full match with a picture that is not wanted takes off. Chosen on the demo collection: most of what has
    /// no more in common with that picture than the query stays above the cut-off.
    private static final double PULL = 0.25;

    /// One text or one picture.
    ///
    /// @param text  whether it is a text
    /// @param usual the mean of its cosines with pictures that are in nobody's library
    /// @param match the cosine of a full match, or NaN where the picture that it is compared with knows better
    record Part(Vector vector, boolean text, double weight, double usual, double match) {

        static Part ofText(Vector vector, double weight, Calibration calibration) {
            return new Part(vector, true, weight, calibration.background(vector).mean(), Double.NaN);
        }

        static Part ofPicture(Vector vector, double weight, Calibration calibration) {
            var background = calibration.background(vector);
            return new Part(
                    vector,
                    false,
                    weight,
                    background.mean(),
                    background.mean() + PICTURE_MATCH * background.deviation());
        }

        /// How well a picture matches: 0 is what is usual for this query, 1 is as well as its best few queries do.
        double strength(Calibrated picture) {
            double full = Double.isNaN(match) ? picture.level() : match;
            return (vector.cosine(picture.vector()) - usual) / Math.max(full - usual, SMALLEST_SPAN);
        }

        /// An image whose words match all of the text is what the text asks for, whatever its pixels say.
        ///
        /// @param words how well they match, or null if they do not
        double strength(Calibrated picture, Match words) {
            double seen = strength(picture);
            return text && words != null
                    ? Math.max(seen, words.share()) + BEST_WORDS * words.share() * words.rank()
                    : seen;
        }
    }

    /// The weighted mean of all parts, to find candidates by. However small the weights are, only their ratio counts.
    Vector direction() {
        double heaviest = parts.stream().mapToDouble(Part::weight).max().orElseThrow();
        var sum = new float[parts.getFirst().vector().dimension()];
        for (var part : parts) {
            var values = part.vector().toArray();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += (float) (part.weight() / heaviest * values[i]);
            }
        }
        return Vector.normalised(sum);
    }

    /// @param words how well the words of the image match, or null if they do not
    double strength(Calibrated picture, Match words) {
        double weights = parts.stream().mapToDouble(Part::weight).sum();
        double wanted = parts.stream()
                .mapToDouble(part -> part.weight() * part.strength(picture, words))
                .sum();
        return wanted / weights - pull(picture);
    }

    private double pull(Calibrated picture) {
        return not.stream()
                .filter(part -> !part.text())
                .mapToDouble(part -> PULL * part.weight() * Math.max(0, part.strength(picture)))
                .sum();
    }

    /// Whether the picture shows something that is not wanted.
    boolean vetoes(Calibrated picture, double relevant) {
        return not.stream().anyMatch(part -> part.weight() * part.strength(picture) >= relevant);
    }
}
