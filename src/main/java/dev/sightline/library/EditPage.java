package dev.sightline.library;

import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.UUID;

/// The words of a picture as a form, which works without scripts: `templates/library/edit-page.html`.
///
/// @param thumbnail null where there is nothing to see
/// @param refusal   why it could not be saved, or null
@CheckedTemplate(basePath = "library", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record EditPage(
        Frame frame,
        UUID image,
        String caption,
        String thumbnail,
        String refusal,
        Field title,
        Field description,
        Field tags)
        implements TemplateInstance {

    /// @param text     as it is in the form
    /// @param now      as it is in the library
    /// @param conflict whether both differ from what the form was opened with
    record Field(String text, String now, boolean conflict) {}
}
