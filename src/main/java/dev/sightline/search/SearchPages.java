package dev.sightline.search;

import dev.sightline.account.Person;
import dev.sightline.account.Persons;
import dev.sightline.embedding.hub.Models;
import dev.sightline.index.Generations;
import dev.sightline.library.Tile;
import dev.sightline.library.Tile.Relevance;
import dev.sightline.library.Tiles;
import dev.sightline.search.ResultPage.Result;
import dev.sightline.search.Results.Chip;
import dev.sightline.search.Results.Help;
import dev.sightline.search.Results.Suggestion;
import dev.sightline.web.Address;
import dev.sightline.web.Frame;
import dev.sightline.web.Phrases;
import dev.sightline.web.ProblemException;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/// Search results, and what a search without any says instead.
@Path("/search")
@Produces(MediaType.TEXT_HTML)
@Blocking
class SearchPages {

    private static final int PAGE = 60;

    /// The score from which a match is called strong.
    private static final double STRONG = 0.8;

    private final Search search;
    private final SearchFrames frames;
    private final Tiles tiles;
    private final Persons persons;
    private final Generations generations;

    SearchPages(Search search, SearchFrames frames, Tiles tiles, Persons persons, Generations generations) {
        this.search = search;
        this.frames = frames;
        this.tiles = tiles;
        this.persons = persons;
        this.generations = generations;
    }

    @GET
    @Cache(isPrivate = true, noCache = true)
    public RestResponse<TemplateInstance> search(
            @RestQuery String q,
            @RestQuery UUID like,
            @RestQuery UUID upload,
            @RestQuery String crop,
            @RestQuery String cursor,
            @RestQuery boolean weaker) {
        var asked = Asked.of(q, like, upload, crop);
        var person = persons.current();
        var frame = frames.of(asked, person);
        if (asked.isNothing()) {
            return RestResponse.ok(said(frame, "Search", help("Look for what is in a picture.", true)));
        }
        try {
            var query = QueryParser.parse(asked.text());
            if (query.isFilterAlone() && asked.examples().isEmpty()) {
                return RestResponse.seeOther(library(query));
            }
            return RestResponse.ok(results(
                    frame, asked, query, search.run(asked.request(PAGE, cursor, false), person), weaker, person));
        } catch (ProblemException e) {
            if (e.problem().status() != 400) {
                throw e;
            }
            return RestResponse.ok(said(frame, "That is not understood", help(e.getMessage(), true)));
        }
    }

    /// Where nothing is compared there is nothing to rank: the library lists all that passes, in the order of time.
    private static URI library(Query query) {
        return URI.create(
                Address.to("/").with("filter", String.join(" ", query.terms())).toString());
    }

    private Results results(Frame frame, Asked asked, Query query, ResultPage found, boolean weaker, Person person) {
        boolean compared = !query.text().isEmpty() || !asked.examples().isEmpty();
        boolean last = found.next() == null;
        return new Results(
                frame,
                headline(query, found),
                measured(found),
                chips(asked, query),
                found.relevant().count() == 0 && !weaker ? help(advice(query, compared), false) : null,
                tiles(found),
                last ? null : asked.more(found.next(), weaker),
                last && compared && !weaker ? asked.weaker() : null,
                last && weaker ? tiles(search.run(asked.request(PAGE, null, true), person)) : List.of());
    }

    private static List<Chip> chips(Asked asked, Query query) {
        return query.terms().stream()
                .map(term -> new Chip(term, asked.without(term).href()))
                .toList();
    }

    private static String headline(Query query, ResultPage found) {
        long count = found.relevant().count();
        if (count > 0) {
            return Phrases.count(count, "picture", "pictures")
                    + (found.relevant().exact() ? "" : " or more");
        }
        return query.text().isEmpty() ? "No picture found" : "No picture matches “" + query.text() + "”";
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

    private List<Tile> tiles(ResultPage page) {
        return page.results().stream()
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
    private Help help(String advice, boolean ways) {
        if (!generations.active().model().equals(Models.DEMO)) {
            return new Help(advice, List.of(), ways);
        }
        var suggestions = Stream.of(
                        "origami boat", "a cat at night", "three red houses", "neon city", "watercolour by the sea")
                .map(words ->
                        new Suggestion(words, Asked.of(words, null, null, null).href()))
                .toList();
        return new Help(advice, suggestions, ways);
    }
}
