package dev.sightline.search;

import dev.sightline.index.VectorRepository.Calibrated;
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

    /// The candidates as the query sees them, without those that are not wanted.
    ///
    /// @param cutOff the strength from which something is there that is not wanted
    Judged judged(Method method, double cutOff, Set<UUID> excluded) {
        var directions = aim.directions();
        var judgements = wanted(cutOff, excluded)
                .map(candidate -> aim.judgement(
                        candidate.getKey(),
                        method.looksAtPixels() ? candidate.getValue() : null,
                        lexical.get(candidate.getKey()),
                        directions))
                .toList();
        return new Judged(judgements, aim.shareOfText(), !full);
    }

    /// The candidates where nothing is aimed at, in the order that they came in.
    Ranked listed(double cutOff, Set<UUID> excluded) {
        var entries = wanted(cutOff, excluded)
                .map(candidate -> new Entry(candidate.getKey(), 1, null, null))
                .toList();
        return new Ranked(entries, entries.size(), !full);
    }

    private Stream<Map.Entry<UUID, Calibrated>> wanted(double cutOff, Set<UUID> excluded) {
        return vectors.entrySet().stream()
                .filter(candidate -> !excluded.contains(candidate.getKey()))
                .filter(candidate -> !aim.vetoes(candidate.getValue(), cutOff));
    }
}
