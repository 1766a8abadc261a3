package dev.sightline.library;

import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.UUID;

/// One picture, large: `templates/library/picture-page.html`.
///
/// @param previous null at the newest
/// @param next     null at the oldest
@CheckedTemplate(basePath = "library", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record PicturePage(Frame frame, Shown picture, Neighbour previous, Neighbour next) implements TemplateInstance {

    /// @param otherwise   what it is called where it has no title of its own
    /// @param caption     what people call it
    /// @param title       null where it has none of its own
    /// @param description or null
    /// @param machine     what a machine says of it, or null
    /// @param version     of the words, which a change is made to
    /// @param trouble     why search does not find it, or null
    /// @param processing  whether it is still being taken in
    /// @param preview     null where there is nothing to see, as of a file that is no picture
    /// @param sharp       the original, where a browser shows it and it has more pixels than the preview; or null
    /// @param moving      the original of an animation that a browser plays, or null
    /// @param rating      in words, or null
    /// @param placed      whether it is known where it was taken
    record Shown(
            UUID id,
            String otherwise,
            String caption,
            String title,
            String description,
            String machine,
            int version,
            String trouble,
            boolean processing,
            boolean trashed,
            String thumbnail,
            String preview,
            String sharp,
            String moving,
            List<Saving> savings,
            int width,
            int height,
            boolean favourite,
            List<Fact> facts,
            String rating,
            boolean placed,
            List<Tag> tags,
            List<Swatch> colours) {

        public String shape() {
            return Shapes.name(width, height);
        }

        /// The rating as it is drawn: `★★★★☆`, nothing for a rejected picture.
        public String stars() {
            int count = Character.digit(rating.charAt(0), 10);
            return count < 0 ? "" : "★".repeat(count) + "☆".repeat(5 - count);
        }

        /// Whether other pictures can be compared with it.
        public boolean searchable() {
            return preview != null && !processing && trouble == null && !trashed;
        }
    }

    /// A file that it can be saved as.
    ///
    /// @param about its format and size
    record Saving(String name, String about, String href) {}

    /// @param href a search for what has the same, or null
    record Fact(String name, String value, String href) {

        Fact(String name, String value) {
            this(name, value, null);
        }
    }

    /// @param machine how sure a machine is that has given it, in words; null where a person or the file has
    record Tag(String words, String href, String machine) {}

    /// @param hex  as `#rrggbb`
    /// @param name what people call it
    record Swatch(String hex, String name, String href) {}

    /// @param preview its picture, to be fetched ahead; null while there is none
    record Neighbour(String href, String preview) {}
}
