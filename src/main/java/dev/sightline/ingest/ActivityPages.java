package dev.sightline.ingest;

import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

public class ActivityPages {

    /// `live` while there is something in work, so that the page looks again by itself.
    @CheckedTemplate(basePath = "ingest", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    public record Activity(
            Frame frame,
            String summary,
            String idle,
            boolean live,
            long failedTotal,
            List<Failed> failed,
            long workingTotal,
            List<Working> working)
            implements TemplateInstance {}

    public record Working(String name, String state) {}

    public record Failed(String id, String name, String href, String reason, String when) {}
}
