package dev.sightline.evaluation;

import dev.sightline.search.Entry;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/// Whether scores mean what they say: of results with a score of 0.7, 70% should be relevant.
///
/// @param bins  ten of equal width, from 0 to 1
/// @param error the mean distance between score and share, weighted by results, 0 to 1: the expected calibration error
///              (Naeini, Cooper and Hauskrecht 2015)
@RegisterForReflection
record Reliability(List<Bin> bins, double error) {

    private static final int BINS = 10;

    /// Below this score there are thousands of results that nobody looks at: they would hide all others.
    private static final double SMALLEST = 0.05;

    /// @param results  how many there are with a score in this tenth
    /// @param score    the sum of their scores
    /// @param relevant how many of them are relevant
    @RegisterForReflection
    record Bin(int results, double score, int relevant) {

        private static final Bin EMPTY = new Bin(0, 0, 0);

        Bin with(Bin other) {
            return new Bin(results + other.results, score + other.score, relevant + other.relevant);
        }

        double meanScore() {
            return score / results;
        }

        double shareOfRelevant() {
            return (double) relevant / results;
        }
    }

    static List<Bin> of(List<Entry> entries, Set<UUID> relevant) {
        var bins = IntStream.range(0, BINS).mapToObj(_ -> Bin.EMPTY).toArray(Bin[]::new);
        for (var entry : entries) {
            if (entry.score() >= SMALLEST) {
                int bin = Math.min((int) (entry.score() * BINS), BINS - 1);
                bins[bin] = bins[bin].with(new Bin(1, entry.score(), relevant.contains(entry.image()) ? 1 : 0));
            }
        }
        return List.of(bins);
    }

    /// @return null where no query has scores
    static Reliability of(List<QueryResult> results) {
        var all = results.stream()
                .map(QueryResult::scores)
                .filter(Objects::nonNull)
                .toList();
        if (all.isEmpty()) {
            return null;
        }
        var bins = IntStream.range(0, BINS)
                .mapToObj(i -> all.stream().map(each -> each.get(i)).reduce(Bin.EMPTY, Bin::with))
                .toList();
        double off = bins.stream()
                .mapToDouble(bin -> Math.abs(bin.score() - bin.relevant()))
                .sum();
        int count = bins.stream().mapToInt(Bin::results).sum();
        return new Reliability(bins, count == 0 ? 0 : off / count);
    }
}
