package dev.sightline.library;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// The tiles of a chunk alone, for a page that has its place: `templates/library/timeline-tiles.html`.
@CheckedTemplate(basePath = "library", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record TimelineTiles(List<Tile> tiles) implements TemplateInstance {}
