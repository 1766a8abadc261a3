package dev.sightline.style;

import dev.sightline.library.Tile;
import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.UUID;

/// The pictures of a style, the closest to its centre first: `templates/style/style-page.html`.
///
/// @param trouble why it was not renamed, or empty
/// @param library the address of the same pictures by date
/// @param more    the address of the next part, or null
@CheckedTemplate(basePath = "style", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record StylePage(
        Frame frame,
        UUID id,
        String name,
        String pictures,
        String trouble,
        String library,
        List<Tile> tiles,
        String more)
        implements TemplateInstance {}
