package dev.sightline.evaluation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// How good the ranking of one query is, each from 0 to 1. As `trec_eval` computes them: `recall.1,5,10`, `ndcg_cut.10`
/// with the grade itself as gain, `recip_rank`, `map`.
///
/// @param recallAt1       the share of the relevant that is among the first one, five, ten
/// @param ndcgAt10        the gain of the first ten, discounted by log₂(rank + 1), against that of the best order
///                        (Järvelin and Kekäläinen 2002)
/// @param reciprocalRank  of the first relevant one; 0 if there is none
/// @param averagePrecision the mean of the precision at each relevant one, those that were not found counting 0
@RegisterForReflection
public record Measures(
        double recallAt1,
        double recallAt5,
        double recallAt10,
        double ndcgAt10,
        double reciprocalRank,
        double averagePrecision) {

    private static final int DEPTH = 10;

    /// @param ranking what was found, the best first, each once
    /// @param grades  how relevant each is; above 0 is relevant, what is not here is not
    /// @throws IllegalArgumentException if nothing is relevant, since nothing can be found then, or something is
    ///     found twice
    public static <T> Measures of(List<T> ranking, Map<T, Integer> grades) {
        var ideal = grades.values().stream()
                .filter(grade -> grade > 0)
                .sorted((a, b) -> b - a)
                .toList();
        if (ideal.isEmpty()) {
            throw new IllegalArgumentException("nothing is relevant");
        }
        if (new HashSet<>(ranking).size() < ranking.size()) {
            throw new IllegalArgumentException("something is ranked twice");
        }
        var gains = ranking.stream()
                .map(found -> Math.max(0, grades.getOrDefault(found, 0)))
                .toList();
        return new Measures(
                recall(gains, 1, ideal.size()),
                recall(gains, 5, ideal.size()),
                recall(gains, 10, ideal.size()),
                discounted(gains) / discounted(ideal),
                reciprocalRank(gains),
                averagePrecision(gains, ideal.size()));
    }

    private static double recall(List<Integer> gains, int depth, int relevant) {
        return (double) gains.stream().limit(depth).filter(gain -> gain > 0).count() / relevant;
    }

    private static double discounted(List<Integer> gains) {
        return IntStream.range(0, Math.min(DEPTH, gains.size()))
                .mapToDouble(i -> gains.get(i) * Math.log(2) / Math.log(i + 2))
                .sum();
    }

    private static double reciprocalRank(List<Integer> gains) {
        return IntStream.range(0, gains.size())
                .filter(i -> gains.get(i) > 0)
                .mapToDouble(i -> 1.0 / (i + 1))
                .findFirst()
                .orElse(0);
    }

    private static double averagePrecision(List<Integer> gains, int relevant) {
        double sum = 0;
        int found = 0;
        for (int i = 0; i < gains.size(); i++) {
            if (gains.get(i) > 0) {
                sum += ++found / (i + 1.0);
            }
        }
        return sum / relevant;
    }
}
