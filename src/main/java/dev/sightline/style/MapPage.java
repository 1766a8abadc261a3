package dev.sightline.style;

import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.UUID;

/// The library in two dimensions: `templates/style/map-page.html`.
@CheckedTemplate(basePath = "style", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record MapPage(Frame frame, String summary, List<Spot> spots) implements TemplateInstance {

    /// A style on the map, see [StyleMap].
    ///
    /// @param bearings of its pictures, the most typical first: two bytes each, the least first, a full turn is
    // 65536; in
    ///                 base64
    record Spot(UUID id, String name, String pictures, String x, String y, String radius, String bearings) {}
}
