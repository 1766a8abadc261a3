package dev.sightline.evaluation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// The settings of `sightline.search` that answer a set of queries best, and how good they would be for others.
///
/// They are chosen for the mean of F1 and average precision. How good such a choice is was measured by
/// cross-validation: five times it was made by four fifths of the queries and measured with the rest.
///
/// @param words            the setting of this name
/// @param midpoint         the setting of this name
/// @param steepness        the setting of this name
/// @param relevant         the setting of this name
/// @param f1               of the queries that had no part in the choice, those counted for which nothing is relevant
/// @param averagePrecision of the same
@RegisterForReflection
record Tuning(double words, double midpoint, double steepness, double relevant, double f1, double averagePrecision) {

    private static final int FOLDS = 5;

    private record Choice(int weight, int cutOff) {

        int index() {
            return weight * Curve.CUT_OFFS + cutOff;
        }
    }

    /// @return null for fewer than ten queries: they would choose anything
    static Tuning of(List<Curve> curves) {
        if (curves.size() < 2 * FOLDS) {
            return null;
        }
        var chosen = best(curves);
        var logistic = logistic(curves, chosen.weight());
        var folds =
                IntStream.range(0, FOLDS).mapToObj(fold -> held(curves, fold)).toList();
        return new Tuning(
                Curve.words(chosen.weight()),
                rounded(logistic.midpoint()),
                rounded(logistic.steepness()),
                rounded(Math.clamp(logistic.at(Curve.strength(chosen.cutOff())), 0.01, 0.99)),
                folds.stream().mapToDouble(Held::f1).sum() / curves.size(),
                folds.stream().mapToDouble(Held::precision).sum() / curves.size());
    }

    /// Sums over the queries of a fold.
    private record Held(double f1, double precision) {}

    private static Held held(List<Curve> curves, int fold) {
        var chosen = best(fold(curves, fold, false));
        var held = fold(curves, fold, true);
        return new Held(
                held.stream().mapToDouble(curve -> curve.f1()[chosen.index()]).sum(),
                held.stream()
                        .mapToDouble(curve -> curve.precision()[chosen.weight()])
                        .sum());
    }

    private static List<Curve> fold(List<Curve> curves, int fold, boolean inside) {
        return IntStream.range(0, curves.size())
                .filter(i -> (i % FOLDS == fold) == inside)
                .mapToObj(curves::get)
                .toList();
    }

    /// Of equally good ones, those in the middle: nothing is gained by standing at an edge.
    private static Choice best(List<Curve> curves) {
        var quality = new double[Curve.WEIGHTS * Curve.CUT_OFFS];
        for (var curve : curves) {
            for (int i = 0; i < quality.length; i++) {
                quality[i] += curve.f1()[i] + curve.precision()[i / Curve.CUT_OFFS];
            }
        }
        double most = Arrays.stream(quality).max().orElseThrow();
        var equal = IntStream.range(0, quality.length)
                .filter(i -> quality[i] > most - 1e-6 * curves.size())
                .toArray();
        int middle = equal[equal.length / 2];
        return new Choice(middle / Curve.CUT_OFFS, middle % Curve.CUT_OFFS);
    }

    private static Logistic logistic(List<Curve> curves, int weight) {
        var strengths = IntStream.range(0, Curve.CUT_OFFS)
                .mapToDouble(i -> (Curve.strength(i) + Curve.strength(i + 1)) / 2)
                .toArray();
        return Logistic.fitted(strengths, sums(curves, weight, Curve::results), sums(curves, weight, Curve::relevant));
    }

    private static double[] sums(List<Curve> curves, int weight, Function<Curve, int[]> counts) {
        return IntStream.range(weight * Curve.CUT_OFFS, (weight + 1) * Curve.CUT_OFFS)
                .mapToDouble(i -> curves.stream()
                        .mapToDouble(curve -> counts.apply(curve)[i])
                        .sum())
                .toArray();
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
