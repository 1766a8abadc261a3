package dev.sightline.search;

import dev.sightline.embedding.Vector;
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
/// @param lexical how the words match of those whose words do
/// @param full    whether the window was full, so that there may be more
record Candidates(Aim aim, Map<UUID, Calibrated> vectors, Map<UUID, Match> lexical, boolean full) {

    /// How steeply the score rises around the cut-off.
    private static final double STEEPNESS = 10;

    /// The candidates by score, without those that are not wanted, above the cut-off and below it.
    Ranking ranked(double relevant, Set<UUID> excluded) {
        var wanted = vectors.entrySet().stream()
                .filter(candidate -> !excluded.contains(candidate.getKey()))
                .filter(candidate -> !aim.vetoes(candidate.getValue(), relevant));
        List<Entry> all = aim.parts().isEmpty()
                ? wanted.map(candidate -> new Entry(candidate.getKey(), 1, null, null))
                        .toList()
                : byScore(wanted, relevant);
        int count = (int) all.stream().filter(Entry::relevant).count();
        return new Ranking(all, count, all.size() - count, !full);
    }

    private List<Entry> byScore(Stream<Map.Entry<UUID, Calibrated>> wanted, double relevant) {
        var direction = aim.direction();
        return wanted.map(candidate -> entry(candidate.getKey(), candidate.getValue(), direction, relevant))
                .sorted(Comparator.comparingDouble(Entry::score).reversed().thenComparing(Entry::image))
                .toList();
    }

    private Entry entry(UUID image, Calibrated picture, Vector direction, double relevant) {
        var words = lexical.get(image);
        return new Entry(
                image,
                score(aim.strength(picture, words) - relevant),
                direction.cosine(picture.vector()),
                words == null ? null : words.share());
    }

    private static double score(double above) {
        return 1 / (1 + Math.exp(-STEEPNESS * above));
    }
}
