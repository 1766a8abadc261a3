package dev.sightline.tag;

import dev.sightline.library.Card;
import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.UUID;

/// All tags: `templates/tag/tags-page.html`.
///
/// @param containing what is looked for in their names, or empty
/// @param byName     whether they are listed from A to Z
/// @param done       what was just done, in words, or null
/// @param undo       the change that was just made and can be undone, or null
/// @param more       the next page, or null
/// @param edited     the one that somebody wants to change, or null
@CheckedTemplate(basePath = "tag", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record TagsPage(
        Frame frame,
        String summary,
        String containing,
        boolean byName,
        String done,
        UUID undo,
        List<TagCard> cards,
        String more,
        Edited edited)
        implements TemplateInstance {

    /// @param edit where it is changed
    record TagCard(Card card, String edit) {}

    /// @param trashed how many of them are in the trash, in words, or null
    /// @param others  names of the other tags, to be proposed
    record Edited(String name, String pictures, String trashed, List<String> others) {}
}
