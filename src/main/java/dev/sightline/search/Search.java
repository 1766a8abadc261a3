package dev.sightline.search;

import dev.sightline.account.Person;
import dev.sightline.index.Generation;
import dev.sightline.index.Generations;
import dev.sightline.index.Hit;
import dev.sightline.index.IndexFilter;
import dev.sightline.index.Kind;
import dev.sightline.index.LiveIndex;
import dev.sightline.index.VectorRepository;
import dev.sightline.index.VectorRepository.Calibrated;
import dev.sightline.library.Collections;
import dev.sightline.library.Facet;
import dev.sightline.library.Facets;
import dev.sightline.library.Filter;
import dev.sightline.library.Image;
import dev.sightline.library.Images;
import dev.sightline.search.ResultPage.Parts;
import dev.sightline.search.ResultPage.Result;
import dev.sightline.search.ResultPage.Took;
import dev.sightline.search.SearchRequest.Sort;
import dev.sightline.web.Cursors;
import dev.sightline.web.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Finds images for a query. The ranking is kept under the returned cursor, so later pages neither repeat nor skip.
@ApplicationScoped
public class Search {

    private final Aims aims;
    private final Generations generations;
    private final LiveIndex index;
    private final VectorRepository vectors;
    private final Lexical lexical;
    private final Images images;
    private final Facets facets;
    private final Collections collections;
    private final Rankings rankings;
    private final Cursors cursors;
    private final SearchConfig config;
    private final Fusion fusion;
    private final MeterRegistry metrics;

    Search(
            Aims aims,
            Generations generations,
            LiveIndex index,
            VectorRepository vectors,
            Lexical lexical,
            Images images,
            Facets facets,
            Collections collections,
            Rankings rankings,
            Cursors cursors,
            SearchConfig config,
            MeterRegistry metrics) {
        this.aims = aims;
        this.generations = generations;
        this.index = index;
        this.vectors = vectors;
        this.lexical = lexical;
        this.images = images;
        this.facets = facets;
        this.collections = collections;
        this.rankings = rankings;
        this.cursors = cursors;
        this.config = config;
        this.fusion = new Fusion(config.words(), config.midpoint(), config.steepness(), config.relevant());
        this.metrics = metrics;
    }

    /// @throws ProblemException 400 a filter that is not understood, 410 a cursor that leads nowhere any more,
    ///     413 or 422 a picture that cannot be read
    public ResultPage run(SearchRequest request, Person person) {
        var generation = generations.active();
        if (request.cursor() != null) {
            return more(request, generation, person);
        }
        var scope = new Scope(collections.library(), generation, person, Method.HYBRID);
        var watch = new Stopwatch(metrics);
        var query = query(request);
        var aim = aims.of(query, request, generation, person);
        long embed = watch.lap("embed");
        var candidates = candidates(query, aim, scope);
        long find = watch.lap("find");
        var ranked = ranked(candidates, scope.method(), excluded(request, aim));
        var shown = request.weaker() ? ranked.tail() : sorted(ranked.head(), request.sort());
        var common = request.facets() ? facets.of(ranked.head().images(), person) : null;
        var took = new Took(embed, find, watch.lap("rank"));
        var found = new Found(null, 0, shown, Lexical.words(query.text()));
        return page(found, common, request.limit(), generation, person, took);
    }

    /// Everything that a search of a text finds, in order.
    public Ranked ranked(String text, Scope scope) {
        var request = SearchRequest.of(text);
        var query = query(request);
        var aim = aims.of(query, request, scope.generation(), scope.person());
        return ranked(candidates(query, aim, scope), scope.method(), Set.of());
    }

    /// What a search of a text looks at, judged but not yet ranked.
    ///
    /// @throws IllegalArgumentException if the text has nothing but filters, or what is not wanted
    public Judged judged(String text, Scope scope) {
        var request = SearchRequest.of(text);
        var query = query(request);
        if (query.text().isEmpty()) {
            throw new IllegalArgumentException("nothing to judge by: " + text);
        }
        var aim = aims.of(query, request, scope.generation(), scope.person());
        return candidates(query, aim, scope).judged(scope.method(), fusion.cutOff(), Set.of());
    }

    private Ranked ranked(Candidates candidates, Method method, Set<UUID> excluded) {
        if (candidates.aim().parts().isEmpty()) {
            return candidates.listed(fusion.cutOff(), excluded);
        }
        var judged = candidates.judged(method, fusion.cutOff(), excluded);
        return method == Method.RECIPROCAL_RANK ? judged.reciprocallyRanked() : judged.ranked(fusion);
    }

    private static Query query(SearchRequest request) {
        var query = QueryParser.parse(request.text() + " " + request.filter());
        requireSomething(query, request);
        return query;
    }

    private Ranking sorted(Ranking ranking, Sort sort) {
        return sort == Sort.RELEVANCE ? ranking : ranking.inOrder(images.newestFirst(ranking.images()));
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

    private Candidates candidates(Query query, Aim aim, Scope scope) {
        long collection = scope.collection();
        var generation = scope.generation();
        var person = scope.person();
        if (aim.parts().isEmpty()) {
            var ids = images.ids(collection, query.filter(), config.window(), person);
            return new Candidates(aim, ordered(ids, generation), Map.of(), ids.size() == config.window());
        }
        var within = within(collection, query.filter(), person);
        var filter = indexFilter(collection, query.filter(), within);
        var nearest = scope.method().looksAtPixels()
                ? aim.directions().stream()
                        .map(direction -> index.of(generation).nearest(direction, Kind.IMAGE, filter, config.window()))
                        .toList()
                : List.<List<Hit>>of();
        var words = scope.method().looksAtWords()
                ? lexical.find(collection, query.text(), config.window())
                : Map.<UUID, Double>of();
        if (!query.filter().isEmpty()) {
            words.keySet().retainAll(passing(collection, query.filter(), within, person));
        }
        var ids = new LinkedHashSet<UUID>();
        nearest.forEach(hits -> hits.stream().map(Hit::image).forEach(ids::add));
        ids.addAll(words.keySet());
        boolean full = nearest.stream().anyMatch(hits -> hits.size() == config.window());
        return new Candidates(aim, ordered(ids, generation), words, full);
    }

    /// The images that pass what engines do not know of, or null where that is not asked for.
    private Set<UUID> within(long collection, Filter filter, Person person) {
        return filter.needsCatalogue() ? passing(collection, filter, null, person) : null;
    }

    private Set<UUID> passing(long collection, Filter filter, Set<UUID> known, Person person) {
        return known != null ? known : Set.copyOf(images.ids(collection, filter, Integer.MAX_VALUE, person));
    }

    private static IndexFilter indexFilter(long collection, Filter filter, Set<UUID> within) {
        return new IndexFilter(collection, filter.types(), filter.after(), filter.before(), within);
    }

    private Map<UUID, Calibrated> ordered(Collection<UUID> ids, Generation generation) {
        var found = vectors.ofImages(generation.spaceId(), ids);
        var ordered = new LinkedHashMap<UUID, Calibrated>();
        for (var id : ids) {
            var vector = found.get(id);
            if (vector != null) {
                ordered.put(id, vector);
            }
        }
        return ordered;
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
                new Found(cursor.ranking(), cursor.from(), kept.ranking(), kept.words()),
                null,
                request.limit(),
                generation,
                person,
                new Took(0, 0, 0));
    }

    /// A ranking and the place in it.
    ///
    /// @param name  null while it is not kept
    /// @param words that were asked for
    private record Found(UUID name, int from, Ranking ranking, List<String> words) {}

    private ResultPage page(
            Found found, List<Facet> facets, int limit, Generation generation, Person person, Took took) {
        var ranking = found.ranking();
        int from = Math.min(found.from(), ranking.entries().size());
        int to = Math.min(from + limit, ranking.entries().size());
        String next = null;
        if (to < ranking.entries().size()) {
            var name = found.name() == null ? rankings.keep(ranking, found.words(), generation, person) : found.name();
            next = cursors.write(new SearchCursor(name, to));
        }
        return new ResultPage(
                results(ranking, from, to, found.words(), person),
                ranking.countOfRelevant(),
                ranking.countOfWeaker(),
                next,
                facets,
                generation.space().model(),
                took);
    }

    /// Images that were deleted or trashed since they were ranked are left out.
    private List<Result> results(Ranking ranking, int from, int to, List<String> words, Person person) {
        var entries = ranking.entries().subList(from, to);
        var ids = entries.stream().map(Entry::image).toList();
        var byId = entries.stream().collect(Collectors.toMap(Entry::image, Function.identity()));
        var matched = lexical.matched(ids, words);
        return images.byIds(ids, person).stream()
                .filter(image -> image.status() == Image.Status.READY)
                .map(image -> result(
                        image, byId.get(image.id()), !ranking.isWeak(), matched.getOrDefault(image.id(), List.of())))
                .toList();
    }

    private static Result result(Image image, Entry entry, boolean isRelevant, List<String> matched) {
        var parts = new Parts(entry.cosine(), entry.lexical(), null);
        return new Result(image, entry.score(), isRelevant, parts, matched);
    }
}
