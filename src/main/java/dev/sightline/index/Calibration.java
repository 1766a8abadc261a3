package dev.sightline.index;

import dev.sightline.embedding.Vector;
import java.util.Arrays;
import java.util.List;

/// What is usual in a space, so that a cosine can be judged: 0.3 is a perfect match for one model and noise for
/// another, and for some words every picture is a little alike.
///
/// @param queries  vectors of a fixed bank of everyday queries
/// @param pictures vectors of a fixed bank of pictures that are in nobody's library
public record Calibration(List<Vector> queries, List<Vector> pictures) {

    /// Of the bank's queries, the share that a picture is expected to be no match for.
    private static final double NO_MATCH = 0.98;

    /// The same of a space of fewer dimensions, of which vectors are the first values of those of this one.
    Calibration prefix(int dimension) {
        return new Calibration(
                queries.stream().map(vector -> vector.prefix(dimension)).toList(),
                pictures.stream().map(vector -> vector.prefix(dimension)).toList());
    }

    /// The cosine that only the best-matching few of the bank's queries reach for this picture: what a match
    /// looks like.
    public double level(Vector picture) {
        var cosines = queries.stream().mapToDouble(picture::cosine).sorted().toArray();
        double position = NO_MATCH * (cosines.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, cosines.length - 1);
        return cosines[below] + (position - below) * (cosines[above] - cosines[below]);
    }

    /// The cosines of a query with the bank's pictures: what is usual for it.
    public Background background(Vector query) {
        return background(List.of(query));
    }

    /// The same where a picture matches as well as the nearest of several vectors does.
    public Background background(List<Vector> looks) {
        var cosines = pictures.stream()
                .mapToDouble(picture -> picture.greatestCosine(looks))
                .toArray();
        double mean = Arrays.stream(cosines).average().orElseThrow();
        double squares = Arrays.stream(cosines)
                .map(cosine -> (cosine - mean) * (cosine - mean))
                .sum();
        return new Background(mean, Math.sqrt(squares / cosines.length));
    }

    public record Background(double mean, double deviation) {}
}
