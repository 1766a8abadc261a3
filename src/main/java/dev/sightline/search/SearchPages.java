package dev.sightline.search;

import dev.sightline.library.Tile;
import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

public class SearchPages {

    /// `more` and `weaker` are null when there is no more and nothing weaker.
    @CheckedTemplate(basePath = "search", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    public record Results(
            Frame frame,
            String headline,
            String measured,
            List<Chip> chips,
            Help help,
            List<Tile> tiles,
            String more,
            Link weaker,
            List<Tile> weakTiles)
            implements TemplateInstance {}

    /// A filter as it was understood, and the same search without it.
    public record Chip(String words, String without) {}

    public record Link(String words, String href) {}

    /// What to try when there is nothing to show.
    public record Help(String advice, List<Link> suggestions) {}
}
