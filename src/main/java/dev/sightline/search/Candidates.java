package dev.sightline.search;

import dev.sightline.index.VectorRepository.Calibrated;
import dev.sightline.search.Ranking.Entry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// What may be a result: found by its vector, by its words, or by both.
///
/// @param vectors of all candidates; where nothing is aimed at, in the order to show them in
/// @param lexical the rank of those whose words match
/// @param full    whether the window was full, so that there may be more
record Candidates(Aim aim, Map<UUID, Calibrated> vectors, Map<UUID, Double> lexical, boolean full) {

    /// How steeply the score rises around the cut-off.
    private static final double STEEPNESS = 10;

    /// What a match of all words adds to a full match by vector, at the best rank.
    private static final double BEST_WORDS = 0.25;

    /// The candidates by score, without those that are not wanted, above the cut-off or below it.
    Ranking ranked(double relevant, boolean weaker, Set<UUID> excluded) {
        var wanted = vectors.entrySet().stream()
                .filter(candidate -> !excluded.contains(candidate.getKey()))
                .filter(candidate -> !aim.vetoes(candidate.getValue(), relevant));
        List<Entry> all = aim.parts().isEmpty()
                ? wanted.map(candidate -> new Entry(candidate.getKey(), 1, null, null))
                        .toList()
                : byScore(wanted, relevant);
        int count = (int) all.stream().filter(Entry::relevant).count();
        return new Ranking(
                weaker ? all.subList(count, all.size()) : all.subList(0, count), count, !full || count < all.size());
    }

    private List<Entry> byScore(Stream<Map.Entry<UUID, Calibrated>> wanted, double relevant) {
        var direction = aim.direction();
        return wanted.map(candidate -> new Entry(
                        candidate.getKey(),
                        score(strength(candidate.getKey(), candidate.getValue()) - relevant),
                        direction.cosine(candidate.getValue().vector()),
                        lexical.get(candidate.getKey())))
                .sorted(Comparator.comparingDouble(Entry::score).reversed().thenComparing(Entry::image))
                .toList();
    }

    /// An image whose words match all that was asked for is relevant, whatever its pixels say.
    private double strength(UUID image, Calibrated picture) {
        double seen = aim.strength(picture);
        var rank = lexical.get(image);
        return rank == null ? seen : Math.max(seen, 1) + BEST_WORDS * rank;
    }

    private static double score(double above) {
        return 1 / (1 + Math.exp(-STEEPNESS * above));
    }
}
