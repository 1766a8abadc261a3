package dev.sightline.index;

import dev.sightline.embedding.Vector;
import dev.sightline.index.VectorRepository.Calibrated;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What is usual in a space, so that a cosine can be judged: 0.3 is a perfect match for one model and noise for
/// another, and for some words every picture is a little alike.
///
/// @param kind     of the vectors that every image takes part with
/// @param queries  vectors of a fixed bank of everyday queries
/// @param pictures vectors of this kind of a fixed bank of pictures that are in nobody's library
/// @param pairs    the means of each query and one of the pictures: vectors of pictures with words about them
public record Calibration(Kind kind, List<Vector> queries, List<Vector> pictures, List<Vector> pairs) {

    /// Of the bank's queries, the share that a picture is expected to be no match for.
    private static final double NO_MATCH = 0.98;

    /// The smallest distance between usual and match that is told from noise.
    private static final double SMALLEST_SPAN = 0.02;

    public Calibration(List<Vector> queries, List<Vector> pictures) {
        this(Kind.IMAGE, queries, pictures);
    }

    public Calibration(Kind kind, List<Vector> queries, List<Vector> pictures) {
        this(
                kind,
                queries,
                pictures,
                IntStream.range(0, queries.size())
                        .mapToObj(i -> Vector.mean(queries.get(i), pictures.get(i % pictures.size())))
                        .toList());
    }

    /// How well a picture matches: 0 is what is usual for this query, 1 is as well as its best few queries do.
    ///
    /// @param cosine of query and picture
    /// @param usual  the cosine that is usual for the query
    /// @param match  the cosine of a full match
    public static double strength(double cosine, double usual, double match) {
        return (cosine - usual) / Math.max(match - usual, SMALLEST_SPAN);
    }

    /// The same of a space of fewer dimensions, of which vectors are the first values of those of this one.
    Calibration prefix(int dimension) {
        return new Calibration(
                kind,
                queries.stream().map(vector -> vector.prefix(dimension)).toList(),
                pictures.stream().map(vector -> vector.prefix(dimension)).toList());
    }

    /// The cosine that only the best-matching few of the bank's queries reach for this vector of an image: what a match
    /// looks like.
    public double level(Vector image) {
        return level(List.of(image));
    }

    /// The same where the nearest of several vectors counts.
    public double level(List<Vector> looks) {
        var cosines = queries.stream()
                .mapToDouble(query -> query.greatestCosine(looks))
                .sorted()
                .toArray();
        double position = NO_MATCH * (cosines.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, cosines.length - 1);
        return cosines[below] + (position - below) * (cosines[above] - cosines[below]);
    }

    /// A vector of an image with its level.
    public Calibrated calibrated(Vector image) {
        return new Calibrated(image, level(image));
    }

    /// The cosines of a query with the bank's pictures: what is usual for it.
    public Background background(Vector query) {
        return background(List.of(query));
    }

    /// The same where a picture matches as well as the nearest of several vectors does.
    public Background background(List<Vector> looks) {
        return background(looks, kind);
    }

    /// The same with vectors of one kind: texts beside pictures are judged by what is usual among the bank's queries.
    public Background background(List<Vector> looks, Kind compared) {
        var cosines = bank(compared).stream()
                .mapToDouble(picture -> picture.greatestCosine(looks))
                .toArray();
        double mean = Arrays.stream(cosines).average().orElseThrow();
        double squares = Arrays.stream(cosines)
                .map(cosine -> (cosine - mean) * (cosine - mean))
                .sum();
        return new Background(mean, Math.sqrt(squares / cosines.length));
    }

    private List<Vector> bank(Kind compared) {
        return compared == kind
                ? pictures
                : switch (compared) {
                    case IMAGE -> throw new IllegalArgumentException("this model sees no pictures");
                    case TEXT -> queries;
                    case COMBINED -> pairs;
                };
    }

    public record Background(double mean, double deviation) {}
}
