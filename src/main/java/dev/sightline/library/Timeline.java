package dev.sightline.library;

import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// The library, newest first: `templates/library/timeline.html`. All chunks are in it; the tiles of those that the page
/// begins with are too, and scripts fetch the others when they come near. Without scripts it is a page of a listing.
///
/// @param total    how many pictures there are, in words
/// @param filter   as it is written, or empty
/// @param chips    the filters, each with the same page without it
/// @param facets   where there is what it can be narrowed down by
/// @param years    months to go to
/// @param scrubbed whether it is long enough to be scrubbed through
/// @param at       the id of the chunk that the page begins with, or null: the first
/// @param newer    the page before, or null
/// @param older    the page after, or null
/// @param again    the address by which the same page is asked for once more, and only sent if something has changed
/// @param progress what is still being taken in, in words; null if nothing is
/// @param trouble  why the demo pictures could not be loaded, or null
@CheckedTemplate(basePath = "library", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record Timeline(
        Frame frame,
        String total,
        String filter,
        List<Chip> chips,
        String facets,
        List<Month> months,
        List<Year> years,
        boolean scrubbed,
        String at,
        String newer,
        String older,
        String again,
        String progress,
        String trouble)
        implements TemplateInstance {

    /// @param name `2024-05`
    record Month(String name, String heading, List<Part> parts) {}

    /// A chunk.
    ///
    /// @param shapes see [Chunk]
    /// @param tiles  empty where scripts have to fetch them
    record Part(String id, String shapes, List<Tile> tiles) {}

    record Year(String name, List<Link> months) {}

    record Link(String words, String href) {}

    /// A filter, and the same page without it.
    record Chip(String words, String without) {}
}
