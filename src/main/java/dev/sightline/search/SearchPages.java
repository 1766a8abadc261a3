package dev.sightline.search;

import dev.sightline.account.Person;
import dev.sightline.account.Persons;
import dev.sightline.embedding.hub.Models;
import dev.sightline.index.Generations;
import dev.sightline.index.Kind;
import dev.sightline.index.WordVectors;
import dev.sightline.library.Collections;
import dev.sightline.library.FacetBar;
import dev.sightline.library.ImagePage.Total;
import dev.sightline.library.Tile;
import dev.sightline.library.Tile.Found;
import dev.sightline.library.Tile.Relevance;
import dev.sightline.library.Tiles;
import dev.sightline.search.ResultPage.Result;
import dev.sightline.search.Results.Group;
import dev.sightline.search.Results.Headline;
import dev.sightline.search.Results.Help;
import dev.sightline.search.Results.Leaning;
import dev.sightline.search.Results.Link;
import dev.sightline.search.Results.Refine;
import dev.sightline.search.Results.Save;
import dev.sightline.search.Results.Weak;
import dev.sightline.search.Results.Weaker;
import dev.sightline.search.SavedSearches.Saved;
import dev.sightline.search.SearchRequest.Example;
import dev.sightline.search.SearchRequest.Sort;
import dev.sightline.taste.Taste;
import dev.sightline.taste.Tastes;
import dev.sightline.taste.Tastes.Reason;
import dev.sightline.web.Address;
import dev.sightline.web.Phrases;
import dev.sightline.web.ProblemException;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/// Search results, and what a search without any says instead.
@Path("/search")
@Produces(MediaType.TEXT_HTML)
@Blocking
class SearchPages {

    private static final int PAGE = 60;

    /// The score from which a match is called strong.
    private static final double STRONG = 0.95;

    /// Problems of a query, which its page can say while it shows what can be taken out of it.
    private static final Set<String> OF_THE_QUERY = Set.of(
            "invalid-filter",
            "nothing-to-search",
            "image-not-found",
            "upload-not-found",
            "object-missing",
            "image-not-ready");

    private static final int OFFERED = 6;

    private final Search search;
    private final SearchFrames frames;
    private final SavedSearches saved;
    private final RecentSearches recent;
    private final Vocabulary vocabulary;
    private final Tiles tiles;
    private final Persons persons;
    private final Generations generations;
    private final Tastes tastes;
    private final Collections collections;
    private final WordVectors wordVectors;

    SearchPages(
            Search search,
            SearchFrames frames,
            SavedSearches saved,
            RecentSearches recent,
            Vocabulary vocabulary,
            Tiles tiles,
            Persons persons,
            Generations generations,
            Tastes tastes,
            Collections collections,
            WordVectors wordVectors) {
        this.search = search;
        this.frames = frames;
        this.saved = saved;
        this.recent = recent;
        this.vocabulary = vocabulary;
        this.tiles = tiles;
        this.persons = persons;
        this.generations = generations;
        this.tastes = tastes;
        this.collections = collections;
        this.wordVectors = wordVectors;
    }

    /// Remembers what taste counts, and shows the results so.
    ///
    /// @param address of the search's page
    /// @param weight  in percent
    @POST
    @Path("taste")
    public Response lean(@RestForm String address, @RestForm @Min(0) @Max(100) int weight) {
        tastes.prefer(persons.current(), weight / 100.0);
        return Response.seeOther(URI.create(
                        Asked.at(Objects.requireNonNullElse(address, "")).href()))
                .build();
    }

    @GET
    @Cache(isPrivate = true, noCache = true)
    public RestResponse<TemplateInstance> search(
            @RestQuery String cursor, @RestQuery boolean weaker, @Context HttpServerRequest request) {
        var asked = Asked.read(request.query());
        var person = persons.current();
        if (asked.isNothing()) {
            return RestResponse.ok(
                    said(asked, "Search", help(null, "Look for what is in a picture.", person, true), person));
        }
        try {
            var query = QueryParser.parse(asked.text());
            if (query.isFilterAlone() && asked.examples().isEmpty()) {
                return RestResponse.seeOther(library(query));
            }
            var found = search.run(asked.request(PAGE, cursor, false), person);
            if (cursor == null && isVisit(request)) {
                recent.remember(asked, person);
            }
            return RestResponse.ok(results(asked, query, found, weaker, null, person));
        } catch (ProblemException e) {
            if (e.problem().code().equals("engine-unavailable")) {
                return RestResponse.ok(byWords(asked, weaker, e.getMessage(), person));
            }
            if (!OF_THE_QUERY.contains(e.problem().code())) {
                throw e;
            }
            return RestResponse.ok(
                    said(asked, "That cannot be searched for", help(null, e.getMessage(), person, true), person));
        }
    }

    /// Where nothing is compared there is nothing to rank: the library lists all that passes, in the order of time.
    private static URI library(Query query) {
        return URI.create(
                Address.to("/").with("filter", String.join(" ", query.terms())).toString());
    }

    /// A person goes to a page by its address or by a link; what a page fetches for a part of it is no search.
    private static boolean isVisit(HttpServerRequest request) {
        return request.getHeader("HX-Request") == null || request.getHeader("HX-Boosted") != null;
    }

    /// While pictures cannot be compared, what words find.
    private Results byWords(Asked asked, boolean weaker, String why, Person person) {
        var query = QueryParser.parse(asked.text());
        var found = search.byWords(asked.request(PAGE, null, false), person);
        var away =
                "%s Until then only words are looked at: titles, descriptions, tags and names of files.".formatted(why);
        return results(asked, query, found, weaker, new Link(away, asked.href()), person);
    }

    private Results results(Asked asked, Query query, ResultPage found, boolean weaker, Link away, Person person) {
        boolean compared = !query.text().isEmpty() || asked.examples().stream().anyMatch(like -> !like.isUnwanted());
        boolean tail = !found.results().isEmpty() && !found.results().getFirst().relevant();
        boolean last = found.next() == null || tail;
        boolean hasWeaker = compared && found.weaker().count() > 0;
        var taste = tastes.of(person, collections.library());
        return new Results(
                frames.of(asked),
                new Headline(headline(asked, query, found), measured(found)),
                SearchFrames.chips(asked),
                frames.examples(asked, person),
                found.facets() == null ? null : facets(asked, found),
                compared ? leaning(asked, found, weaker, taste, tastes.weight(person)) : null,
                refine(asked, query, compared),
                save(asked, person),
                meant(asked, found),
                away,
                found.relevant().count() == 0 && !weaker ? help(asked, query, hasWeaker, person) : null,
                tail ? List.of() : tiles(asked, found, taste),
                last ? null : asked.more(found.next(), weaker),
                last && hasWeaker && !weaker ? new Weaker(asked.weaker(), weakerWords(found.weaker())) : null,
                away == null ? weak(asked, found, weaker && last, tail, person) : null);
    }

    private static FacetBar facets(Asked asked, ResultPage found) {
        var bar = FacetBar.of(found.facets(), asked.filters(), filters -> asked.filteredBy(filters)
                .href());
        return found.relevant().exact()
                ? bar
                : bar.noting("Counted among the best %s."
                        .formatted(Phrases.count(found.relevant().count(), "picture", "pictures")));
    }

    private Weak weak(Asked asked, ResultPage found, boolean shown, boolean tail, Person person) {
        if (!shown) {
            return null;
        }
        var weak = tail ? found : search.run(asked.request(PAGE, null, true), person);
        return new Weak(
                tail ? null : counted(weak.weaker(), "weaker match", "weaker matches"),
                tiles(asked, weak, Taste.NONE),
                weak.next() == null ? null : asked.more(weak.next(), true));
    }

    private static String weakerWords(Total weaker) {
        return "Show " + counted(weaker, "weaker match", "weaker matches");
    }

    private static String counted(Total total, String one, String many) {
        return Phrases.count(total.count(), one, many) + (total.exact() ? "" : " or more");
    }

    private static String headline(Asked asked, Query query, ResultPage found) {
        if (found.relevant().count() > 0) {
            return counted(found.relevant(), "picture", "pictures");
        }
        if (query.text().isEmpty()) {
            return "No picture found";
        }
        return asked.examples().isEmpty()
                ? "No picture matches “" + query.text() + "”"
                : "No picture matches “" + query.text() + "” and the picture";
    }

    private static String measured(ResultPage found) {
        var took = found.took();
        long milliseconds = took.embed() + took.find() + took.rank();
        return "%d ms · %s".formatted(milliseconds, found.model());
    }

    private Refine refine(Asked asked, Query query, boolean compared) {
        boolean both = !query.text().isEmpty() && asked.examples().stream().anyMatch(like -> !like.isUnwanted());
        return compared
                ? new Refine(
                        asked.text(),
                        asked.pictures(),
                        both ? asked.balance() : null,
                        hasWordVectors() ? asked.against().code() : null,
                        asked.sort() == Sort.DATE)
                : null;
    }

    private boolean hasWordVectors() {
        var active = generations.active();
        // Where the model sees no pictures, there is nothing to choose.
        return active.kind() == Kind.IMAGE && wordVectors.isAny(collections.library(), active.spaceId());
    }

    private static Link meant(Asked asked, ResultPage found) {
        return found.didYouMean() == null
                ? null
                : new Link(found.didYouMean(), asked.with(found.didYouMean()).href());
    }

    private Save save(Asked asked, Person person) {
        var known = saved.find(asked, person).map(Saved::name).orElse(null);
        return new Save(asked.unsorted().href(), known, known == null ? saved.offer(asked, person) : known);
    }

    private Help help(Asked asked, Query query, boolean hasWeaker, Person person) {
        boolean filtered = !query.terms().isEmpty()
                || !query.not().isEmpty()
                || asked.examples().size() > 1;
        var loosen = filtered ? "Take something out above" : "Say it in other words";
        return help(
                understood(asked, query),
                loosen + (hasWeaker ? ", or look at the weaker matches." : "."),
                person,
                false);
    }

    /// `Looked for pictures of “boat” and like the given picture, without “night”, only type:png.`
    private static String understood(Asked asked, Query query) {
        var wanted = new ArrayList<String>();
        if (!query.text().isEmpty()) {
            wanted.add("of “%s”".formatted(query.text()));
        }
        long like = asked.examples().stream()
                .filter(example -> !example.isUnwanted())
                .count();
        long unlike = asked.examples().size() - like;
        if (like > 0) {
            wanted.add("like " + Phrases.count(like, "picture", "pictures"));
        }
        if (unlike > 0) {
            wanted.add("unlike " + Phrases.count(unlike, "picture", "pictures"));
        }
        var words = "Looked for pictures " + String.join(" and ", wanted);
        if (!query.not().isEmpty()) {
            words += ", without “%s”".formatted(String.join("”, “", query.not()));
        }
        if (!query.terms().isEmpty()) {
            words += ", only " + String.join(", ", query.terms());
        }
        return words.replace("pictures ,", "pictures,") + ".";
    }

    private static Leaning leaning(Asked asked, ResultPage found, boolean weaker, Taste taste, double weight) {
        boolean follows =
                asked.sort() == Sort.RELEVANCE && !weaker && found.relevant().count() > 0;
        return follows && !taste.isNeutral() ? new Leaning(asked.href(), Math.round(100 * weight)) : null;
    }

    /// What taste brought forward says why.
    private List<Tile> tiles(Asked asked, ResultPage page, Taste taste) {
        var lifted = page.results().stream()
                .filter(SearchPages::isLifted)
                .map(result -> result.image().id())
                .toList();
        var reasons = tastes.reasons(taste, page.taste(), lifted);
        return page.results().stream()
                .map(result -> tiles.of(result.image(), relevance(result))
                        .as(found(asked, result, reasons.get(result.image().id()))))
                .toList();
    }

    private static boolean isLifted(Result result) {
        return result.parts().lift() != null && result.parts().lift() > 0;
    }

    private static Found found(Asked asked, Result result, Reason reason) {
        var image = result.image().id();
        boolean more = asked.takesMoreExamples();
        return new Found(
                String.join(", ", result.matched()),
                reason == null ? null : "Moved up: " + reason.words(),
                more ? asked.and(example(image, 1)).href() : null,
                more ? asked.and(example(image, -1)).href() : null);
    }

    private static Example example(UUID image, double weight) {
        return new Example(image, null, null, null, weight);
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

    private Results said(Asked asked, String headline, Help help, Person person) {
        return new Results(
                frames.of(asked),
                new Headline(headline, null),
                SearchFrames.chips(asked),
                frames.examples(asked, person),
                null,
                null,
                null,
                null,
                null,
                null,
                help,
                List.of(),
                null,
                null,
                null);
    }

    private Help help(String understood, String advice, Person person, boolean ways) {
        var groups = Stream.of(
                        new Group("Searched for lately", "clock", lately(person)),
                        new Group("Tags of your library", "tag", tags()),
                        new Group("Try", "search", known()))
                .filter(group -> !group.links().isEmpty())
                .toList();
        return new Help(understood, advice, groups, ways);
    }

    private List<Link> lately(Person person) {
        return recent.list(person).stream()
                .map(search -> new Link(
                        SearchFrames.title(search.asked()), search.asked().href()))
                .limit(OFFERED)
                .toList();
    }

    private List<Link> tags() {
        return vocabulary.tags(OFFERED).stream()
                .map(tag ->
                        new Link(tag, Asked.words("tag:\"%s\"".formatted(tag)).href()))
                .toList();
    }

    /// These are of the demo pictures, and so only offered where the model knows them.
    private List<Link> known() {
        if (!generations.active().model().equals(Models.DEMO)) {
            return List.of();
        }
        return Stream.of("origami boat", "a cat at night", "three red houses", "neon city", "watercolour by the sea")
                .map(words -> new Link(words, Asked.words(words).href()))
                .toList();
    }
}
