package dev.sightline.taste;

import dev.sightline.taste.HistoryImport.Outcome;
import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.UUID;

/// What was recorded of what somebody did: `templates/taste/history-page.html`.
///
/// @param count      of all that was recorded, in words; null where there is nothing
/// @param recording  whether more is
/// @param kinds      what can be listed
/// @param acts       the latest first
/// @param more       the next part, or null
/// @param likings    the styles that they like, the most first
/// @param done       what they have just done, or null
/// @param imported   what became of a file, or null
/// @param trouble    why a file was refused, or null
/// @param forgetting whether they are asked if all of it is to be deleted
@CheckedTemplate(basePath = "taste", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record HistoryPage(
        Frame frame,
        String count,
        boolean recording,
        List<Kind> kinds,
        List<Act> acts,
        String more,
        List<Like> likings,
        String done,
        Outcome imported,
        String trouble,
        boolean forgetting)
        implements TemplateInstance {

    record Kind(String name, String href, boolean chosen) {}

    /// @param icon      of what it is
    /// @param words     `Looked at`
    /// @param thumbnail null where there is none
    /// @param when      in words
    /// @param search    the words of the search that it was a result of, or null
    /// @param again     the address of that search, or null
    record Act(
            UUID id,
            String icon,
            String words,
            UUID image,
            String title,
            String thumbnail,
            String when,
            String search,
            String again) {}

    /// @param score 0 to 100
    record Like(UUID style, String name, long score, String why) {}
}
