package dev.sightline.library;

import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.UUID;

public class LibraryPages {

    /// `more` is null on the last page; `processing` counts what was received and is not understood yet.
    @CheckedTemplate(basePath = "library", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    public record Timeline(Frame frame, List<Month> months, More more, long processing) implements TemplateInstance {}

    /// The next page on its own, and as the continuation of this one.
    public record More(String page, String continuation) {}

    @CheckedTemplate(basePath = "library", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    public record Picture(Frame frame, Shown picture, Neighbour previous, Neighbour next, String back)
            implements TemplateInstance {}

    /// `trouble` says why the picture cannot be found by search; null if it can.
    public record Shown(
            UUID id,
            String title,
            String description,
            String trouble,
            String thumbnail,
            String preview,
            String download,
            int width,
            int height,
            boolean favourite,
            List<Fact> facts,
            List<String> tags,
            List<String> colours) {

        public String shape() {
            return Shapes.name(width, height);
        }
    }

    public record Fact(String name, String value) {}

    public record Neighbour(String href, String preview) {}
}
