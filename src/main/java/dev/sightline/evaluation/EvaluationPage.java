package dev.sightline.evaluation;

import dev.sightline.evaluation.Thumbnails.Thumbnail;
import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.UUID;

/// What an evaluation measured, and what each query found: `templates/evaluation/evaluation-page.html`.
///
/// @param facts    set, method, model, queries
/// @param progress while it runs, in words, or null
/// @param failure  why it ended early, or null
/// @param measured null until it is done
/// @param place    of the queries that are shown, `1 to 50 of 312`
/// @param before   the address of the page of queries before this one, or null
/// @param after    the address of the one after it, or null
@CheckedTemplate(basePath = "evaluation", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record EvaluationPage(
        Frame frame,
        UUID id,
        String labels,
        String facts,
        String when,
        String progress,
        int percent,
        String failure,
        Measured measured,
        List<Query> queries,
        String place,
        String before,
        String after)
        implements TemplateInstance {

    /// @param ranking measures of the order, none if nothing is relevant for any query
    /// @param cutOff  measures of what is shown, none if there is no cut-off
    /// @param silence of queries for which nothing is relevant, in words, or empty
    /// @param latency milliseconds that half, nine of ten and 99 of 100 searches did not exceed
    /// @param diagram null where there are no scores
    /// @param tuned   null where the labels choose no settings
    record Measured(
            List<Figure> ranking,
            List<Figure> cutOff,
            String silence,
            List<String> latency,
            Diagram diagram,
            Tuned tuned) {}

    /// A reliability diagram in a square of 200 units.
    ///
    /// @param error the expected calibration error
    record Diagram(List<Bar> bars, String error) {}

    /// @param scores  `0.7 to 0.8`
    /// @param results how many have such a score
    /// @param score   their mean
    /// @param share   of them that is relevant
    /// @param x       of its left side
    /// @param y       of its upper side
    /// @param few     whether so few results have such a score that the share says little
    record Bar(
            String scores, String results, String score, String share, int x, String y, String height, boolean few) {}

    /// @param lines   of a configuration file
    /// @param quality how good they were for queries that had no part in the choice, in words
    record Tuned(List<Setting> settings, String lines, String quality) {}

    /// @param name of `sightline.search`
    /// @param now  what searches use
    record Setting(String name, String now, String chosen) {}

    /// @param href  of the same search, or null where it did not search the library
    /// @param facts its measures
    record Query(String text, String href, String facts, List<Thumbnail> results) {}
}
