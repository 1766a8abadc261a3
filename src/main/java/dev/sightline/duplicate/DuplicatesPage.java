package dev.sightline.duplicate;

import dev.sightline.library.Tile;
import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.UUID;

/// Groups of pictures that look the same: `templates/duplicate/duplicates-page.html`.
///
/// @param summary how many there are, in words
/// @param undo    the decision that was just made, or null
/// @param done    what it did, in words
@CheckedTemplate(basePath = "duplicate", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record DuplicatesPage(Frame frame, String summary, List<Alike> groups, UUID undo, String done)
        implements TemplateInstance {

    record Alike(List<Copy> copies) {}

    /// @param facts size in pixels, format, bytes, date
    /// @param best  whether it is proposed to be kept
    record Copy(Tile tile, String facts, boolean best) {}
}
