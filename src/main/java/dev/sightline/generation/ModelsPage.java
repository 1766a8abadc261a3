package dev.sightline.generation;

import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// The models, and what of the library each of them can find: `templates/generation/models-page.html`.
///
/// @param live    whether something is under way, so that the page looks again by itself
/// @param repairs what the sweep put right in the last ninety days, in words; empty if nothing
@CheckedTemplate(basePath = "generation", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ModelsPage(Frame frame, boolean live, List<Row> rows, List<String> repairs) implements TemplateInstance {

    /// One model.
    ///
    /// @param facts     size, languages, licence
    /// @param state     how far it is, in words
    /// @param percent   of what is under way, or null
    /// @param trouble   why it does not get on; empty if it does
    /// @param active    whether searches use it
    /// @param actions   the first is the one that people come for
    /// @param dropping  the id of the generation that can be dropped, or null
    record Row(
            String id,
            String name,
            String facts,
            String caveat,
            String state,
            Integer percent,
            String trouble,
            boolean active,
            List<Action> actions,
            Long dropping) {}

    /// A form with one button.
    record Action(String words, String path) {}
}
