package dev.sightline.search;

import dev.sightline.embedding.Vector;
import dev.sightline.index.Calibration;
import dev.sightline.index.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A query as vectors, and what each of them counts.
///
/// @param parts    what is wanted; empty if only filters were given
/// @param not      what is not wanted; the weights of pictures are 0 to 1 here too
/// @param examples images that were given as examples, and so are no results
record Aim(List<Part> parts, List<Part> not, Set<UUID> examples) {

    /// The strength of a picture that is as alike another as any two are. Chosen with [#OF_DEVIATION] on the demo
    /// collection, where pictures of one style count as alike, so that a score means for pictures what it means
    /// for texts.
    private static final double USUAL = 0.53;

    /// What a deviation above the usual adds to it.
    private static final double OF_DEVIATION = 0.25;

    /// What likeness to a picture that is not wanted takes off, for each strength above the usual. Chosen on the demo
    /// collection: most of what has no more in common with that picture than the query stays above the cut-off.
    private static final double PULL = 0.7;

    /// What cosines with vectors of one kind mean for a part.
    ///
    /// @param usual the cosine of a strength of 0: for a text the mean of its cosines with what is in
    ///              nobody's library, for a picture less than that
    /// @param match the cosine of a full match, or NaN where the vector that it is compared with knows better
    record Scale(double usual, double match) {

        static Scale ofText(Vector vector, Kind kind, Calibration calibration) {
            return new Scale(calibration.background(List.of(vector), kind).mean(), Double.NaN);
        }

        /// Of a picture and texts beside pictures, it is the picture that knows how much alike a match is.
        static Scale ofPicture(List<Vector> looks, Kind kind, Calibration calibration) {
            var background = calibration.background(looks, kind);
            if (kind == Kind.TEXT && calibration.kind() != Kind.TEXT) {
                return new Scale(background.mean(), calibration.level(looks));
            }
            double span = background.deviation() / OF_DEVIATION;
            double usual = background.mean() - USUAL * span;
            return new Scale(usual, usual + span);
        }

        /// @param kinds that are searched
        static Map<Kind, Scale> all(Set<Kind> kinds, Function<Kind, Scale> scale) {
            var scales = new EnumMap<Kind, Scale>(Kind.class);
            kinds.forEach(kind -> scales.put(kind, scale.apply(kind)));
            return scales;
        }
    }

    /// One text or one picture.
    ///
    /// @param looks  one, or several of which each may be what is meant: the nearest counts
    /// @param scales of each kind of vectors that is searched: cosines of two kinds are never compared
    /// @param text   whether it is a text
    record Part(List<Vector> looks, Map<Kind, Scale> scales, boolean text, double weight) {

        static Part ofText(Vector vector, double weight, Calibration calibration, Set<Kind> kinds) {
            var scales = Scale.all(kinds, kind -> Scale.ofText(vector, kind, calibration));
            return new Part(List.of(vector), scales, true, weight);
        }

        static Part ofPicture(List<Vector> looks, double weight, Calibration calibration, Set<Kind> kinds) {
            return new Part(looks, Scale.all(kinds, kind -> Scale.ofPicture(looks, kind, calibration)), false, weight);
        }

        /// How well a picture matches: 0 is what is usual for this query, 1 is as well as its best few queries do.
        double strength(Pixels picture) {
            return strengthOf(compared(picture));
        }

        /// A picture and the look that is most like it.
        private Pixels compared(Pixels picture) {
            return picture.comparedWith(looks);
        }

        private double strengthOf(Pixels compared) {
            var scale = scales.get(compared.kind());
            return Calibration.strength(
                    compared.cosine(), scale.usual(), Double.isNaN(scale.match()) ? compared.level() : scale.match());
        }

        Vector vector() {
            return looks.getFirst();
        }
    }

    /// Whether what an engine says of a candidate in the only direction is all that there is to compare.
    boolean isSingle() {
        return parts.size() == 1 && parts.getFirst().looks().size() == 1 && not.isEmpty();
    }

    /// The directions to find candidates in: that of all parts, and that of each other look of one of them.
    List<Vector> directions() {
        if (parts.size() == 1) {
            return parts.getFirst().looks();
        }
        var others = IntStream.range(0, parts.size())
                .boxed()
                .flatMap(i -> parts.get(i).looks().stream().skip(1).map(look -> direction(i, look)));
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
    Judgement judgement(UUID image, Pixels picture, List<Vector> directions) {
        if (picture == null) {
            return new Judgement(image, 0, 0, null, null);
        }
        double wanted = 0;
        double weight = 0;
        double text = 0;
        double cosine = 0;
        for (var part : parts) {
            var compared = part.compared(picture);
            cosine = compared.cosine();
            double strength = part.strengthOf(compared);
            wanted += part.weight() * strength;
            weight += part.weight();
            text += part.text() ? strength : 0;
        }
        return new Judgement(
                image,
                wanted / weight - pull(picture),
                text,
                parts.size() == 1 ? cosine : picture.comparedWith(directions).cosine(),
                picture.kind());
    }

    private double pull(Pixels picture) {
        double pull = 0;
        for (var part : not) {
            if (!part.text()) {
                pull += PULL * part.weight() * Math.max(0, part.strength(picture) - USUAL);
            }
        }
        return pull;
    }

    /// Whether the picture shows something that is not wanted.
    ///
    /// @param cutOff the strength from which it does
    boolean vetoes(Pixels picture, double cutOff) {
        return not.stream().anyMatch(part -> part.weight() * part.strength(picture) >= cutOff);
    }
}
