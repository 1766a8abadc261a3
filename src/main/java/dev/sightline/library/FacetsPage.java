package dev.sightline.library;

import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/// What the library can be narrowed down by: `templates/library/facets-page.html`. The library's page takes the bar out
/// of it, because counting a large library takes longer than showing it.
@CheckedTemplate(basePath = "library", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record FacetsPage(Frame frame, FacetBar bar, String back) implements TemplateInstance {}
