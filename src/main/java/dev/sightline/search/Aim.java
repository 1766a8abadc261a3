package dev.sightline.search;

import dev.sightline.embedding.Vector;
import dev.sightline.index.Calibration;
import dev.sightline.index.VectorRepository.Calibrated;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A query as vectors, and what each of them counts.
///
/// @param parts    what is wanted; empty if only filters were given
/// @param not      what is not wanted; the weights of pictures are 0 to 1 here too
/// @param examples images that were given as examples, and so are no results
record Aim(List<Part> parts, List<Part> not, Set<UUID> examples) {

    /// The smallest distance between usual and match that is told from noise.
    private static final double SMALLEST_SPAN = 0.02;

    /// The strength of a picture that is as alike another as any two are. Chosen with [#OF_DEVIATION] on the demo
    /// collection, where pictures of one style count as alike, so that a score means for pictures what it means
    /// for texts.
    private static final double USUAL = 0.53;

    /// What a deviation above the usual adds to it.
    private static final double OF_DEVIATION = 0.25;

    /// What likeness to a picture that is not wanted takes off, for each strength above the usual. Chosen on the demo
    /// collection: most of what has no more in common with that picture than the query stays above the cut-off.
    private static final double PULL = 0.7;

    /// One text or one picture.
    ///
    /// @param looks one, or several of which each may be what is meant
    /// @param text  whether it is a text
    record Part(List<Look> looks, boolean text, double weight) {

        static Part ofText(Vector vector, double weight, Calibration calibration) {
            var usual = calibration.background(vector).mean();
            return new Part(List.of(new Look(vector, usual, Double.NaN)), true, weight);
        }

        static Part ofPicture(List<Vector> vectors, double weight, Calibration calibration) {
            return new Part(
                    vectors.stream()
                            .map(vector -> Look.ofPicture(vector, calibration))
                            .toList(),
                    false,
                    weight);
        }

        /// How well a picture matches: 0 is what is usual for this query, 1 is as well as its best few queries do.
        double strength(Calibrated picture) {
            return looks.stream()
                    .mapToDouble(look -> look.strength(picture))
                    .max()
                    .orElseThrow();
        }

        Vector vector() {
            return looks.getFirst().vector();
        }
    }

    /// @param usual the cosine of a strength of 0: for a text the mean of its cosines with pictures that are in
    ///              nobody's library, for a picture less than that
    /// @param match the cosine of a full match, or NaN where the picture that it is compared with knows better
    record Look(Vector vector, double usual, double match) {

        static Look ofPicture(Vector vector, Calibration calibration) {
            var background = calibration.background(vector);
            double span = background.deviation() / OF_DEVIATION;
            double usual = background.mean() - USUAL * span;
            return new Look(vector, usual, usual + span);
        }

        double strength(Calibrated picture) {
            double full = Double.isNaN(match) ? picture.level() : match;
            return (vector.cosine(picture.vector()) - usual) / Math.max(full - usual, SMALLEST_SPAN);
        }
    }

    /// The directions to find candidates in: that of all parts, and that of each other look of one of them.
    List<Vector> directions() {
        var others = IntStream.range(0, parts.size())
                .boxed()
                .flatMap(i -> parts.get(i).looks().stream().skip(1).map(look -> direction(i, look.vector())));
        return Stream.concat(Stream.of(direction(-1, null)), others).toList();
    }

    /// The weighted mean of all parts. However small the weights are, only their ratio counts.
    ///
    /// @param replaced the part that another vector stands for, or -1
    private Vector direction(int replaced, Vector other) {
        double heaviest = parts.stream().mapToDouble(Part::weight).max().orElseThrow();
        var sum = new float[parts.getFirst().vector().dimension()];
        for (int part = 0; part < parts.size(); part++) {
            var values = (part == replaced ? other : parts.get(part).vector()).toArray();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += (float) (parts.get(part).weight() / heaviest * values[i]);
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

    /// What the pixels of an image say.
    ///
    /// @param picture null where they are not looked at
    Judgement judgement(UUID image, Calibrated picture, List<Vector> directions) {
        return picture == null
                ? new Judgement(image, 0, 0, null)
                : new Judgement(image, strength(picture), textStrength(picture), cosine(directions, picture));
    }

    private static double cosine(List<Vector> directions, Calibrated picture) {
        return directions.stream()
                .mapToDouble(direction -> direction.cosine(picture.vector()))
                .max()
                .orElseThrow();
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
                .mapToDouble(part -> PULL * part.weight() * Math.max(0, part.strength(picture) - USUAL))
                .sum();
    }

    /// Whether the picture shows something that is not wanted.
    ///
    /// @param cutOff the strength from which it does
    boolean vetoes(Calibrated picture, double cutOff) {
        return not.stream().anyMatch(part -> part.weight() * part.strength(picture) >= cutOff);
    }
}
