package dev.sightline.evaluation;

import dev.sightline.evaluation.Thumbnails.Thumbnail;
import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.UUID;

/// Two evaluations side by side: `templates/evaluation/comparison-page.html`.
///
/// @param scope    how many queries are compared and how many are not, in words
/// @param silence  of queries for which nothing is relevant, in words, or empty
/// @param measures none where there is nothing to compare
/// @param better   the queries that gained most
/// @param worse    the queries that lost most
@CheckedTemplate(basePath = "evaluation", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ComparisonPage(
        Frame frame, Side a, Side b, String scope, String silence, List<Row> measures, Changes better, Changes worse)
        implements TemplateInstance {

    /// @param facts set, method, model, queries
    record Side(UUID id, String labels, String facts, String when) {}

    /// @param gain    of the second over the first
    /// @param verdict in words
    /// @param sign    `good`, `bad`, or empty where nothing can be said
    record Row(Measure measure, Figure a, Figure b, Figure gain, String verdict, String sign) {}

    /// @param count how many queries changed this way
    /// @param shown the largest changes
    /// @param more  how many others, in words; empty if none
    record Changes(String count, List<Change> shown, String more) {}

    /// @param href of the same search, or null where it did not search the library
    record Change(String text, String href, String facts, List<Thumbnail> a, List<Thumbnail> b) {}
}
