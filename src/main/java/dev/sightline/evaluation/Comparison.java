package dev.sightline.evaluation;

import dev.sightline.evaluation.EvaluationRepository.Answered;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Queue;

/// Two evaluations, query by query. Queries are the same if their texts are.
///
/// @param pairs    the queries of both, in the order of the first
/// @param onlyA    how many queries only the first has
/// @param onlyB    how many queries only the second has
/// @param labelled how many of the pairs have other labels in one than in the other
record Comparison(List<Pair> pairs, int onlyA, int onlyB, int labelled) {

    record Pair(Answered a, Answered b) {

        boolean hasRelevant() {
            return a.result().hasRelevant() && b.result().hasRelevant();
        }

        /// By how much the average precision of the second is greater; something has to be relevant.
        double gain() {
            return b.result().measures().averagePrecision()
                    - a.result().measures().averagePrecision();
        }
    }

    static Comparison of(List<Answered> a, List<Answered> b) {
        var open = new HashMap<String, Queue<Answered>>();
        b.forEach(query ->
                open.computeIfAbsent(query.text(), _ -> new ArrayDeque<>()).add(query));
        var pairs = new ArrayList<Pair>();
        for (var query : a) {
            var other = open.getOrDefault(query.text(), new ArrayDeque<>()).poll();
            if (other != null) {
                pairs.add(new Pair(query, other));
            }
        }
        int labelled = (int) pairs.stream()
                .filter(pair -> !pair.a().grades().equals(pair.b().grades()))
                .count();
        return new Comparison(pairs, a.size() - pairs.size(), b.size() - pairs.size(), labelled);
    }

    /// The pairs for which something is relevant in both.
    List<Pair> answerable() {
        return pairs.stream().filter(Pair::hasRelevant).toList();
    }

    /// One measure of both over the pairs for which something is relevant, of which there has to be one.
    ///
    /// @param gain of the second over the first, with an interval of its own: the queries are drawn in pairs
    record Difference(Interval a, Interval b, Interval gain) {

        /// Zero lies outside the interval: another draw of such queries would hardly show the opposite.
        boolean isCertain() {
            return gain.low() > 0 || gain.high() < 0;
        }
    }

    Difference difference(String measure) {
        var value = EvaluationReport.VALUES.get(measure);
        var pairs = answerable();
        double[] a = pairs.stream()
                .mapToDouble(pair -> value.applyAsDouble(pair.a().result()))
                .toArray();
        double[] b = pairs.stream()
                .mapToDouble(pair -> value.applyAsDouble(pair.b().result()))
                .toArray();
        var gains = new double[a.length];
        Arrays.setAll(gains, i -> b[i] - a[i]);
        return new Difference(Interval.of(a), Interval.of(b), Interval.of(gains));
    }

    /// Queries whose average precision is higher in the second, the largest change first.
    List<Pair> better() {
        return answerable().stream()
                .filter(pair -> pair.gain() > 0)
                .sorted(Comparator.comparingDouble(Pair::gain).reversed())
                .toList();
    }

    /// Queries whose average precision is lower in the second, the largest change first.
    List<Pair> worse() {
        return answerable().stream()
                .filter(pair -> pair.gain() < 0)
                .sorted(Comparator.comparingDouble(Pair::gain))
                .toList();
    }
}
