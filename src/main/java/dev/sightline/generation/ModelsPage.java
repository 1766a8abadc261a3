package dev.sightline.generation;

import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// The models, and what of the library each of them can find: `templates/generation/models-page.html`.
///
/// @param live whether something is under way, so that the page looks again by itself
@CheckedTemplate(basePath = "generation", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ModelsPage(Frame frame, boolean live, List<Row> rows) implements TemplateInstance {

    /// One model.
    ///
    /// @param facts     size, languages, licence
    /// @param state     how far it is, in words
    /// @param cost      of having it see what it has not seen; empty if nothing
    /// @param percent   of what is under way, or null
    /// @param trouble   why it does not get on; empty if it does
    /// @param active    whether searches use it
    /// @param underWay  whether it is being fetched or looks at the library, or would if it could
    /// @param actions   the first is the one that people come for
    /// @param dropping  the id of the generation that can be dropped, or null
    public record Row(
            String id,
            String name,
            String facts,
            String caveat,
            String state,
            String cost,
            Integer percent,
            String trouble,
            boolean active,
            boolean underWay,
            List<Action> actions,
            Long dropping) {}

    /// A form with one button.
    public record Action(String words, String path) {}
}
