package dev.sightline.search;

import dev.sightline.account.Person;
import dev.sightline.index.EngineException;
import dev.sightline.index.Generation;
import dev.sightline.index.Generations;
import dev.sightline.index.Kind;
import dev.sightline.index.WordVectors;
import dev.sightline.library.Collections;
import dev.sightline.library.Facets;
import dev.sightline.library.Image;
import dev.sightline.library.Images;
import dev.sightline.search.Lexicon.Reading;
import dev.sightline.search.PersonalOrder.Ordered;
import dev.sightline.search.ResultPage.Parts;
import dev.sightline.search.ResultPage.Result;
import dev.sightline.search.ResultPage.Took;
import dev.sightline.search.SearchRequest.Sort;
import dev.sightline.taste.TasteProvider.Judge;
import dev.sightline.web.Cursors;
import dev.sightline.web.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Finds images for a query. The ranking is kept under the returned cursor, so later pages neither repeat nor skip.
@ApplicationScoped
public class Search {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final Aims aims;
    private final Generations generations;
    private final Finder finder;
    private final Lexical lexical;
    private final Images images;
    private final Facets facets;
    private final Collections collections;
    private final WordVectors wordVectors;
    private final Rankings rankings;
    private final Cursors cursors;
    private final PersonalOrder personal;
    private final Fusion fusion;
    private final MeterRegistry metrics;
    private final Executor meanwhile = Executors.newVirtualThreadPerTaskExecutor();

    Search(
            Aims aims,
            Generations generations,
            Finder finder,
            Lexical lexical,
            Images images,
            Facets facets,
            Collections collections,
            WordVectors wordVectors,
            Rankings rankings,
            Cursors cursors,
            PersonalOrder personal,
            SearchConfig config,
            MeterRegistry metrics) {
        this.aims = aims;
        this.generations = generations;
        this.finder = finder;
        this.lexical = lexical;
        this.images = images;
        this.facets = facets;
        this.collections = collections;
        this.wordVectors = wordVectors;
        this.rankings = rankings;
        this.cursors = cursors;
        this.personal = personal;
        this.fusion = new Fusion(config.words(), config.midpoint(), config.steepness(), config.relevant());
        this.metrics = metrics;
    }

    /// @throws ProblemException 400 a filter that is not understood, 410 a cursor that leads nowhere any more,
    ///     413 or 422 a picture that cannot be read, 503 the engine does not answer
    public ResultPage run(SearchRequest request, Person person) {
        return answered(() -> run(request, person, Method.HYBRID));
    }

    private static <T> T answered(Supplier<T> search) {
        try {
            return search.get();
        } catch (EngineException e) {
            throw new ProblemException(503, "engine-unavailable", e.getMessage(), e).retryAfter(SOON);
        }
    }

    /// What words alone find, while the engine does not answer.
    ResultPage byWords(SearchRequest request, Person person) {
        return run(request, person, Method.LEXICAL);
    }

    private ResultPage run(SearchRequest request, Person person, Method method) {
        var generation = generations.active();
        if (request.cursor() != null) {
            return more(request, generation, person);
        }
        var watch = new Stopwatch(metrics);
        var query = query(request);
        var scope = searchable(new Scope(collections.library(), generation, person, method, request.kind()));
        var words = CompletableFuture.supplyAsync(() -> finder.words(query, scope), meanwhile);
        var leaning =
                CompletableFuture.supplyAsync(() -> personal.leaning(request, person, scope.collection()), meanwhile);
        var aim = aims.of(query, request, scope);
        long embed = watch.lap("embed");
        var candidates = finder.candidates(query, aim, words::join, scope);
        long find = watch.lap("find");
        var found = inspect(candidates, scope.method(), excluded(request, aim)).ranked();
        var ordered = candidates.aim().parts().isEmpty()
                ? new Ordered(found, null)
                : personal.order(found, leaning.join(), person, scope.collection(), others -> inspect(
                                finder.widened(query, candidates, others, scope),
                                scope.method(),
                                excluded(request, aim))
                        .ranked());
        var ranked = ordered.ranked();
        var shown = request.weaker() ? ranked.tail() : sorted(ranked.head(), request.sort());
        // While the page is made.
        var common = CompletableFuture.supplyAsync(
                () -> request.facets() ? facets.of(ranked.head().images(), person) : null, meanwhile);
        var took = new Took(embed, find, watch.lap("rank"));
        var place = new Place(null, 0, shown, query.words(), ordered.judge());
        return page(place, candidates.words().reading(), request.limit(), generation, person, took)
                .with(common.join())
                .meant(meant(request, candidates.words()));
    }

    /// The text as it was probably meant, or null: only if that finds something by words that was not found as written.
    private static String meant(SearchRequest request, Lexical.Found words) {
        return words.images().values().stream().anyMatch(Match::corrected)
                ? QueryParser.replaced(request.text(), words.corrections())
                : null;
    }

    /// A search of a text.
    ///
    /// @param ranked everything that it finds, in order
    /// @param judged what it looked at, or null where it has nothing to compare with
    public record Inspected(Ranked ranked, Judged judged) {}

    /// Searches as [#run] does, and tells what the order was made of.
    ///
    /// @throws ProblemException 400 a filter that is not understood, 422 a text that asks for nothing,
    ///     503 the engine does not answer
    public Inspected inspect(String text, Scope scope) {
        var request = SearchRequest.of(text);
        var query = query(request);
        var searched = searchable(scope);
        var aim = aims.of(query, request, searched);
        return answered(() -> inspect(
                finder.candidates(query, aim, () -> finder.words(query, searched), searched),
                scope.method(),
                Set.of()));
    }

    /// Where nothing has a vector of its words, pixels are all that there is to search; where the model sees no
    /// pictures, words are, whatever was asked for.
    private Scope searchable(Scope scope) {
        return !scope.isMixed() || scope.own() == Kind.IMAGE && hasWordVectors(scope) ? scope : scope.againstOwn();
    }

    private boolean hasWordVectors(Scope scope) {
        return wordVectors.isAny(scope.collection(), scope.generation().spaceId());
    }

    private Inspected inspect(Candidates candidates, Method method, Set<UUID> excluded) {
        if (candidates.aim().parts().isEmpty()) {
            return new Inspected(candidates.listed(fusion.cutOff(), excluded), null);
        }
        var judged = candidates.judged(method, fusion.cutOff(), excluded);
        var ranked = method == Method.RECIPROCAL_RANK ? judged.reciprocallyRanked() : judged.ranked(fusion);
        return new Inspected(ranked, judged);
    }

    private static Query query(SearchRequest request) {
        var query = QueryParser.parse(request.text(), request.filter());
        requireSomething(query, request);
        return query;
    }

    private Ranking sorted(Ranking ranking, Sort sort) {
        return sort == Sort.RELEVANCE ? ranking : ranking.inOrder(images.newestFirst(ranking.images()));
    }

    /// @throws ProblemException 400 a filter that is not understood, 422 a text that asks for nothing
    public static void requireUnderstood(String text) {
        query(SearchRequest.of(text));
    }

    private static void requireSomething(Query query, SearchRequest request) {
        if (query.text().isEmpty()
                && query.not().isEmpty()
                && query.filter().isEmpty()
                && request.examples().isEmpty()) {
            throw new ProblemException(
                    422, "nothing-to-search", "Say what to look for: a text, an example, or a filter.");
        }
    }

    private static Set<UUID> excluded(SearchRequest request, Aim aim) {
        var excluded = new HashSet<>(request.exclude());
        excluded.addAll(aim.examples());
        return excluded;
    }

    private ResultPage more(SearchRequest request, Generation generation, Person person) {
        var cursor = cursors.read(request.cursor(), SearchCursor.class);
        var kept = rankings.find(cursor.ranking(), generation, person).orElseThrow(ProblemException::cursorExpired);
        return page(
                new Place(cursor.ranking(), cursor.from(), kept.ranking(), kept.words(), kept.judge()),
                lexical.read(collections.library(), kept.words()),
                request.limit(),
                generation,
                person,
                new Took(0, 0, 0));
    }

    /// A ranking and the place in it.
    ///
    /// @param name  null while it is not kept
    /// @param words that were asked for
    /// @param judge who said how much styles are liked, or null
    private record Place(UUID name, int from, Ranking ranking, List<AskedWord> words, Judge judge) {}

    private ResultPage page(Place place, Reading reading, int limit, Generation generation, Person person, Took took) {
        var ranking = place.ranking();
        int from = Math.min(place.from(), ranking.entries().size());
        int to = Math.min(from + limit, ranking.entries().size());
        // While the ranking is kept.
        var results = CompletableFuture.supplyAsync(() -> results(ranking, from, to, reading, person), meanwhile);
        String next = null;
        if (to < ranking.entries().size()) {
            var name = place.name() == null
                    ? rankings.keep(ranking, place.words(), place.judge(), generation, person)
                    : place.name();
            next = cursors.write(new SearchCursor(name, to));
        }
        return new ResultPage(
                results.join(),
                ranking.countOfRelevant(),
                ranking.countOfWeaker(),
                next,
                null,
                generation.space().model(),
                took,
                null,
                place.judge());
    }

    /// Images that were deleted or trashed since they were ranked are left out.
    private List<Result> results(Ranking ranking, int from, int to, Reading reading, Person person) {
        var entries = ranking.entries().subList(from, to);
        var ids = entries.stream().map(Entry::image).toList();
        var byId = entries.stream().collect(Collectors.toMap(Entry::image, Function.identity()));
        var matched = lexical.matched(ids, reading);
        return images.byIds(ids, person).stream()
                .filter(image -> image.status() == Image.Status.READY)
                .map(image -> result(
                        image, byId.get(image.id()), !ranking.isWeak(), matched.getOrDefault(image.id(), List.of())))
                .toList();
    }

    private static Result result(Image image, Entry entry, boolean isRelevant, List<String> matched) {
        var kind = entry.kind() == null ? null : entry.kind().code();
        var parts = new Parts(entry.cosine(), kind, entry.lexical(), entry.taste(), entry.lift());
        return new Result(image, entry.score(), isRelevant, parts, matched);
    }
}
