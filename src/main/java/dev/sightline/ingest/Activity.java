package dev.sightline.ingest;

import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.UUID;

/// What is in work, and what failed and why: `templates/ingest/activity.html`.
///
/// @param live whether the page looks again by itself
/// @param failed  the latest of `failures`
/// @param working the next of `pending`
@CheckedTemplate(basePath = "ingest", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record Activity(
        Frame frame,
        String summary,
        boolean live,
        String failures,
        List<Failed> failed,
        String pending,
        List<Working> working)
        implements TemplateInstance {

    record Failed(UUID id, UUID image, String name, String reason, String when) {}

    record Working(UUID image, String name, boolean running, String state) {}
}
