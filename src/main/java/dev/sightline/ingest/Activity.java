package dev.sightline.ingest;

import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.UUID;

/// What is in work, and what failed and why: `templates/ingest/activity.html`.
///
/// @param live    whether pictures are in work, so that the page looks again by itself
/// @param failed  in groups of the same reason
/// @param working the next of `pending`
/// @param more    how many more are in work, in words; empty if none
/// @param repairs what the sweep put right in the last ninety days, in words
@CheckedTemplate(basePath = "ingest", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record Activity(
        Frame frame,
        String summary,
        boolean live,
        String failures,
        List<Group> failed,
        String pending,
        List<Working> working,
        String more,
        List<String> repairs)
        implements TemplateInstance {

    /// Pictures that failed for the same reason.
    ///
    /// @param title  their number, or the name of the only one
    /// @param files  the latest few
    /// @param others how many more, in words; empty if none
    /// @param all    the address of the list of all
    record Group(
            String title,
            String code,
            String reason,
            String when,
            boolean single,
            List<Named> files,
            String others,
            String all) {}

    record Named(UUID image, String name) {}

    record Working(UUID image, String name, boolean running, String state) {}

    /// All that failed, or all that failed for one reason, by pages: `templates/ingest/failed.html`.
    ///
    /// @param reason that all have in common, or empty
    /// @param next   the address of the next page, or null
    @CheckedTemplate(basePath = "ingest")
    record failed(Frame frame, String reason, List<Failed> jobs, String next) implements TemplateInstance {}

    record Failed(UUID id, UUID image, String name, String reason, String when) {}
}
