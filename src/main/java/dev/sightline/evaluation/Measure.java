package dev.sightline.evaluation;

import java.util.List;

/// A measure in the words of pages.
///
/// @param code       its name in reports
/// @param definition a sentence
record Measure(String code, String name, String definition) {

    /// Of the order of all results.
    static final List<Measure> OF_RANKING = List.of(
            new Measure(
                    "ndcg@10",
                    "nDCG of the first 10",
                    "How close the first ten come to the best order; what stands further down counts less."),
            new Measure(
                    "map", "Average precision", "The mean precision at each relevant result; one not found counts 0."),
            new Measure("mrr", "Reciprocal rank", "1 divided by the place of the first relevant result."),
            new Measure("recall@1", "Recall of the first", "Of what is relevant, the share that stands first."),
            new Measure("recall@5", "Recall of the first 5", "Of what is relevant, the share among the first five."),
            new Measure("recall@10", "Recall of the first 10", "Of what is relevant, the share among the first ten."));

    /// Of what is above the cut-off, which is what a search shows.
    static final List<Measure> OF_CUT_OFF = List.of(
            new Measure("precision", "Precision", "Of what is shown, the share that is relevant."),
            new Measure("recall", "Recall", "Of what is relevant, the share that is shown."),
            new Measure("f1", "F1", "The harmonic mean of both."),
            new Measure("best-f1", "Best possible F1", "What the best cut-off for each query by itself would reach."));

    /// What a list of evaluations says of each.
    static final List<Measure> LEADING = List.of(
            OF_RANKING.get(0),
            OF_RANKING.get(5),
            new Measure(
                    "precision", "Precision of the cut-off", OF_CUT_OFF.get(0).definition()),
            new Measure("recall", "Recall of the cut-off", OF_CUT_OFF.get(1).definition()));
}
