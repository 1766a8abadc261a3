package dev.sightline.search;

import dev.sightline.library.Tile;
import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// What a search found: `templates/search/results.html`.
///
/// @param measured how long it took and by which model, or null where nothing was searched
/// @param chips    the filters as they were understood
/// @param help     what to try, or null where there is something to see
/// @param more     the next page, or null
/// @param weaker   the same search with its weaker matches, or null where they are shown or there are none
@CheckedTemplate(basePath = "search", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record Results(
        Frame frame,
        String headline,
        String measured,
        List<Chip> chips,
        Help help,
        List<Tile> tiles,
        String more,
        String weaker,
        List<Tile> weakTiles)
        implements TemplateInstance {

    /// A filter, and the same search without it.
    record Chip(String words, String without) {}

    /// @param ways whether all ways to search are explained
    record Help(String advice, List<Suggestion> suggestions, boolean ways) {}

    record Suggestion(String words, String href) {}
}
