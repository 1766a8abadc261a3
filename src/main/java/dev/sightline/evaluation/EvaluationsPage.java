package dev.sightline.evaluation;

import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.UUID;

/// All evaluations, and what is there to evaluate with: `templates/evaluation/evaluations-page.html`.
///
/// @param trouble  why none was started, or empty
/// @param running  those whose queries are being asked
/// @param runs     those that ended, the latest first
/// @param pairable whether two of them can be compared
/// @param commands that start others, as typed
@CheckedTemplate(basePath = "evaluation", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record EvaluationsPage(
        Frame frame,
        String trouble,
        List<Running> running,
        List<Run> runs,
        boolean pairable,
        List<Command> commands,
        List<Set> sets)
        implements TemplateInstance {

    /// @param facts    set, method, model
    /// @param progress `120 of 400 queries`
    record Running(UUID id, String labels, String facts, String progress, int percent) {}

    /// @param facts   set, method, model, queries
    /// @param failure why it ended early, or null
    /// @param leading measures; none if it failed, or nothing is relevant for any query
    /// @param a       whether it is proposed as the first of a comparison
    /// @param b       whether it is proposed as the second
    record Run(
            UUID id,
            String labels,
            String facts,
            String when,
            String failure,
            List<Figure> leading,
            boolean a,
            boolean b) {}

    record Command(String what, String text) {}

    record Set(String name, String pictures) {}
}
