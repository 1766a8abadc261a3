package dev.sightline.library;

import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// The library, newest first: `templates/library/timeline.html`.
///
/// @param progress what is still being taken in, in words; null if nothing is
/// @param trouble  why the demo pictures could not be loaded, or null
/// @param more     null on the last page
@CheckedTemplate(basePath = "library", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record Timeline(Frame frame, List<Month> months, String progress, String trouble, More more)
        implements TemplateInstance {

    /// The pictures of one month; without a heading where the month goes on from the page before.
    record Month(String heading, List<Tile> tiles) {}

    /// The next page by itself, and as what follows this one.
    record More(String page, String continuation) {}
}
