package dev.sightline.trash;

import dev.sightline.library.Tile;
import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// The trash: `templates/trash/trash-page.html`.
///
/// @param count   of all images in it, in words
/// @param fate    what becomes of them
/// @param done    what was just done, in words, or null
/// @param more    the next page, or null
/// @param emptied how many images would be deleted, in words, while that is being asked; otherwise null
@CheckedTemplate(basePath = "trash", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record TrashPage(Frame frame, String count, String fate, String done, List<Tile> tiles, String more, String emptied)
        implements TemplateInstance {}
