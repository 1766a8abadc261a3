package dev.sightline.search;

import dev.sightline.library.FacetBar;
import dev.sightline.library.Tile;
import dev.sightline.web.Frame;
import dev.sightline.web.SearchBox.Field;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// What a search found: `templates/search/results.html`.
///
/// @param headline how much was found
/// @param chips    the parts of the query, each of which can be removed
/// @param examples the pictures that are searched with
/// @param facets   what the results have in common, to narrow them down, or null
/// @param leaning  what taste counts against relevance, or null where there is none or it has no part in the order
/// @param refine   in what other way the results can be looked at, or null
/// @param save     how to keep the search, or null where there is none
/// @param meant    the search as it was probably meant, or null
/// @param away     why pictures were not compared, and the same search once more; or null
/// @param help     what to try, or null where there is something to see
/// @param more     the next page, or null
/// @param weaker   the same search with its weaker matches, or null where they are shown or there are none
/// @param weak     the weaker matches, or null where they are not shown
@CheckedTemplate(basePath = "search", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record Results(
        Frame frame,
        Headline headline,
        List<Chip> chips,
        List<ExampleChip> examples,
        FacetBar facets,
        Leaning leaning,
        Refine refine,
        Save save,
        Link meant,
        Link away,
        Help help,
        List<Tile> tiles,
        String more,
        Weaker weaker,
        Weak weak)
        implements TemplateInstance {

    /// @param measured how long it took and by which model, or null where nothing was searched
    record Headline(String words, String measured) {}

    /// A part of the query, and the same search without it.
    ///
    /// @param icon  of what kind it is
    /// @param label what its removal is called
    record Chip(String words, String icon, String label, String without) {}

    /// A picture that is searched with.
    ///
    /// @param field   the name of its parameter
    /// @param value   the value of its parameter
    /// @param crop    the part that counts, as in the address, or null
    /// @param picture its URL, or null where it is gone
    /// @param width   of the picture, in the units of `view`; 1 where it is not known
    /// @param view    the part that counts, as an SVG view box
    /// @param without the same search without it
    record ExampleChip(
            String field,
            String value,
            String crop,
            boolean unwanted,
            String picture,
            int width,
            int height,
            String view,
            String without) {}

    /// @param address of the page
    /// @param percent what taste counts
    record Leaning(String address, long percent) {}

    /// @param text    the words of the search
    /// @param carried the pictures of it
    /// @param balance what the pictures count against the words in percent, or null where there are not both
    /// @param against what is searched, or null where there are no vectors of words
    /// @param byDate  whether the newest come first
    record Refine(String text, List<Field> carried, Integer balance, String against, boolean byDate) {}

    /// @param name  under which it is kept already, or null
    /// @param offer the name that suggests itself
    record Save(String address, String name, String offer) {}

    /// @param understood what was looked for, in words, or null
    /// @param groups     what could be searched for instead
    /// @param ways       whether all ways to search are explained
    record Help(String understood, String advice, List<Group> groups, boolean ways) {}

    record Group(String name, String icon, List<Link> links) {}

    record Link(String words, String href) {}

    record Weaker(String href, String words) {}

    /// @param heading null on a page that goes on
    record Weak(String heading, List<Tile> tiles, String more) {}
}
