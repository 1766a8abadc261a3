package dev.sightline.search;

import dev.sightline.account.Person;
import dev.sightline.account.Persons;
import dev.sightline.library.Image;
import dev.sightline.library.ImageFiles;
import dev.sightline.library.Library;
import dev.sightline.library.Tile;
import dev.sightline.library.Tile.Relevance;
import dev.sightline.library.Tiles;
import dev.sightline.search.ResultPage.Result;
import dev.sightline.search.Results.Chip;
import dev.sightline.search.Results.Help;
import dev.sightline.search.Results.Suggestion;
import dev.sightline.search.SearchRequest.Crop;
import dev.sightline.storage.Keys;
import dev.sightline.storage.Presigner;
import dev.sightline.web.Frame;
import dev.sightline.web.Frame.Section;
import dev.sightline.web.Notice;
import dev.sightline.web.Phrases;
import dev.sightline.web.ProblemException;
import dev.sightline.web.SearchBox;
import dev.sightline.web.SearchBox.Example;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestQuery;

/// Search results, and what a search without any says instead.
@Path("/search")
@Produces(MediaType.TEXT_HTML)
@Blocking
class SearchPages {

    private static final int PAGE = 60;

    /// The score from which a match is called strong.
    private static final double STRONG = 0.8;

    private final Search search;
    private final Library library;
    private final Tiles tiles;
    private final ImageFiles files;
    private final Presigner presigner;
    private final Persons persons;
    private final Notice notice;

    SearchPages(
            Search search,
            Library library,
            Tiles tiles,
            ImageFiles files,
            Presigner presigner,
            Persons persons,
            Notice notice) {
        this.search = search;
        this.library = library;
        this.tiles = tiles;
        this.files = files;
        this.presigner = presigner;
        this.persons = persons;
        this.notice = notice;
    }

    @GET
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance search(
            @RestQuery String q,
            @RestQuery UUID like,
            @RestQuery UUID upload,
            @RestQuery String crop,
            @RestQuery String cursor,
            @RestQuery boolean weaker) {
        var asked = Asked.of(q, like, upload, crop);
        var person = persons.current();
        var frame = frame(asked, person);
        if (asked.isNothing()) {
            return said(frame, "Search", help("Look for what is in a picture, for example:"));
        }
        try {
            var query = QueryParser.parse(asked.text());
            return results(frame, asked, query, search.run(asked.request(PAGE, cursor, false), person), weaker, person);
        } catch (ProblemException e) {
            if (e.problem().status() != 400) {
                throw e;
            }
            return said(frame, "That is not understood", help(e.getMessage()));
        }
    }

    private Results results(Frame frame, Asked asked, Query query, ResultPage found, boolean weaker, Person person) {
        var compared = !query.text().isEmpty() || !asked.examples().isEmpty();
        boolean last = found.next() == null;
        var address = asked.address();
        return new Results(
                frame,
                headline(asked, found),
                measured(found),
                query.terms().stream()
                        .map(term ->
                                new Chip(term, asked.without(term).address().toString()))
                        .toList(),
                found.relevant().count() == 0 ? help(advice(query, compared)) : null,
                tiles(found.results()),
                last
                        ? null
                        : asked.address()
                                .with("weaker", weaker ? true : null)
                                .with("cursor", found.next())
                                .toString(),
                last && compared && !weaker ? address.with("weaker", true).toString() : null,
                last && weaker
                        ? tiles(search.run(asked.request(PAGE, null, true), person)
                                .results())
                        : List.of());
    }

    private static String headline(Asked asked, ResultPage found) {
        long count = found.relevant().count();
        if (count > 0) {
            return Phrases.count(count, "picture", "pictures")
                    + (found.relevant().exact() ? "" : " or more");
        }
        return asked.text().isEmpty() ? "No picture is like this one" : "No picture matches “" + asked.text() + "”";
    }

    private static String measured(ResultPage found) {
        var took = found.took();
        long milliseconds = took.embed() + took.find() + took.rank();
        return "%d ms · %s".formatted(milliseconds, found.model());
    }

    private static String advice(Query query, boolean compared) {
        if (!query.terms().isEmpty()) {
            return compared ? "Remove a filter, or look at the weaker matches." : "Remove a filter.";
        }
        return "Say it in other words, or look at the weaker matches.";
    }

    private List<Tile> tiles(List<Result> results) {
        return results.stream()
                .map(result -> tiles.of(result.image(), relevance(result)))
                .toList();
    }

    private static Relevance relevance(Result result) {
        if (result.parts().vector() == null) {
            return null;
        }
        if (!result.relevant()) {
            return Relevance.WEAK;
        }
        return result.score() >= STRONG ? Relevance.STRONG : Relevance.GOOD;
    }

    private Results said(Frame frame, String headline, Help help) {
        return new Results(frame, headline, null, List.of(), help, List.of(), null, null, List.of());
    }

    /// The suggestions are of the demo pictures, and so only made where the model knows them.
    private Help help(String advice) {
        if (notice.words().isEmpty()) {
            return new Help(advice, List.of());
        }
        var suggestions = Stream.of(
                        "origami boat", "a cat at night", "three red houses", "neon city", "watercolour by the sea")
                .map(words -> new Suggestion(
                        words, Asked.of(words, null, null, null).address().toString()))
                .toList();
        return new Help(advice, suggestions);
    }

    private Frame frame(Asked asked, Person person) {
        var title = asked.text().isEmpty() ? (asked.isNothing() ? "Search" : "Search by picture") : asked.text();
        return new Frame(title, Section.SEARCH, new SearchBox(asked.text(), example(asked, person)));
    }

    private Example example(Asked asked, Person person) {
        var without = asked.withoutExample().address().toString();
        if (asked.like() != null) {
            var image = library.get(asked.like(), person);
            var picture = image.width() == null ? null : thumbnail(image, asked.crop());
            return new Example("like", asked.like(), asked.cropWords(), picture, view(asked.crop()), without);
        }
        if (asked.upload() != null) {
            var picture = presigner.get(Keys.query(asked.upload())).toString();
            return new Example("upload", asked.upload(), asked.cropWords(), picture, view(asked.crop()), without);
        }
        return null;
    }

    /// A part of a picture is small: it is cut out of the larger rendition.
    private String thumbnail(Image image, Crop crop) {
        return files.rendition(image, crop == null ? ImageFiles.THUMBNAIL : ImageFiles.PREVIEW);
    }

    /// An SVG view box over a picture that is one unit wide and high.
    private static String view(Crop crop) {
        return crop == null ? null : "%s %s %s %s".formatted(crop.x(), crop.y(), crop.width(), crop.height());
    }
}
