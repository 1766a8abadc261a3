package dev.sightline.evaluation;

import dev.sightline.search.Entry;
import dev.sightline.search.Ranked;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// What one query found, against what it should have found.
///
/// @param measures      of the ranking, or null where nothing is relevant
/// @param relevant      how many images are
/// @param shown         how many results are above the cut-off
/// @param shownRelevant how many of them are relevant
/// @param bestF1        the F1 that the best cut-off for this very query reaches, or null where nothing is relevant
/// @param micros        microseconds that the search took, its text embedded included
/// @param scores        how far the scores can be trusted, or null where there are none
@RegisterForReflection
record QueryResult(
        Measures measures,
        int relevant,
        int shown,
        int shownRelevant,
        Double bestF1,
        long micros,
        List<Reliability.Bin> scores) {

    static QueryResult of(Ranked found, LabelledQuery query, long micros, boolean hasScores) {
        var images = found.entries().stream().map(Entry::image).toList();
        var grades = query.grades();
        var shown = images.subList(0, found.relevant());
        boolean any = !grades.isEmpty();
        return new QueryResult(
                any ? Measures.of(images, grades) : null,
                grades.size(),
                shown.size(),
                (int) shown.stream().filter(grades::containsKey).count(),
                any ? bestF1(images, grades.keySet()) : null,
                micros,
                hasScores ? Reliability.of(found.entries(), grades.keySet()) : null);
    }

    private static double bestF1(List<UUID> images, Set<UUID> relevant) {
        int hits = 0;
        double best = 0;
        for (int shown = 1; shown <= images.size(); shown++) {
            hits += relevant.contains(images.get(shown - 1)) ? 1 : 0;
            best = Math.max(best, f1(hits, shown, relevant.size()));
        }
        return best;
    }

    /// The harmonic mean of precision and recall; 0 where nothing is shown that should be.
    static double f1(int hits, int shown, int relevant) {
        return shown + relevant == 0 ? 0 : 2.0 * hits / (shown + relevant);
    }

    boolean hasRelevant() {
        return relevant > 0;
    }

    /// Of what is shown, the share that is relevant; 1 where nothing is shown.
    double precision() {
        return shown == 0 ? 1 : (double) shownRelevant / shown;
    }

    /// Of what is relevant, the share that is shown.
    double recall() {
        return (double) shownRelevant / relevant;
    }

    double f1() {
        return f1(shownRelevant, shown, relevant);
    }
}
