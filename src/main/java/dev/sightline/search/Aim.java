package dev.sightline.search;

import dev.sightline.embedding.Vector;
import dev.sightline.index.Calibration;
import dev.sightline.index.VectorRepository.Calibrated;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

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

    /// What the text counts against all parts, 0 to 1.
    double shareOfText() {
        return weight(parts.stream().filter(Part::text)) / weight(parts.stream());
    }

    private static double weight(Stream<Part> parts) {
        return parts.mapToDouble(Part::weight).sum();
    }

    /// @param picture null where pixels are not looked at
    /// @param rank    how well the words of the image match, or null if they do not
    Judgement judgement(UUID image, Calibrated picture, Double rank, Vector direction) {
        var words = rank == null ? null : 1.0;
        return picture == null
                ? new Judgement(image, 0, 0, words, rank, null)
                : new Judgement(
                        image,
                        strength(picture),
                        textStrength(picture),
                        words,
                        rank,
                        direction.cosine(picture.vector()));
    }

    private double strength(Calibrated picture) {
        double wanted = parts.stream()
                .mapToDouble(part -> part.weight() * part.strength(picture))
                .sum();
        return wanted / weight(parts.stream()) - pull(picture);
    }

    private double textStrength(Calibrated picture) {
        return parts.stream()
                .filter(Part::text)
                .mapToDouble(part -> part.strength(picture))
                .sum();
    }

    private double pull(Calibrated picture) {
        return not.stream()
                .filter(part -> !part.text())
                .mapToDouble(part -> PULL * part.weight() * Math.max(0, part.strength(picture)))
                .sum();
    }

    /// Whether the picture shows something that is not wanted.
    ///
    /// @param cutOff the strength from which it does
    boolean vetoes(Calibrated picture, double cutOff) {
        return not.stream().anyMatch(part -> part.weight() * part.strength(picture) >= cutOff);
    }
}
