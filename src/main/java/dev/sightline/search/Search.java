package dev.sightline.search;

import dev.sightline.account.Person;
import dev.sightline.index.Generation;
import dev.sightline.index.Generations;
import dev.sightline.index.Hit;
import dev.sightline.index.IndexFilter;
import dev.sightline.index.Kind;
import dev.sightline.index.LiveIndex;
import dev.sightline.index.VectorRepository.Calibrated;
import dev.sightline.library.Collections;
import dev.sightline.library.Facet;
import dev.sightline.library.Facets;
import dev.sightline.library.Filter;
import dev.sightline.library.Image;
import dev.sightline.library.Images;
import dev.sightline.search.Ranking.Entry;
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
    private final Lexical lexical;
    private final Images images;
    private final Facets facets;
    private final Collections collections;
    private final Rankings rankings;
    private final Cursors cursors;
    private final SearchConfig config;
    private final MeterRegistry metrics;

    Search(
            Aims aims,
            Generations generations,
            LiveIndex index,
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
        this.lexical = lexical;
        this.images = images;
        this.facets = facets;
        this.collections = collections;
        this.rankings = rankings;
        this.cursors = cursors;
        this.config = config;
        this.metrics = metrics;
    }

    /// @throws ProblemException 400 a filter that is not understood, 410 a cursor that leads nowhere any more,
    ///     413 or 422 a picture that cannot be read
    public ResultPage run(SearchRequest request, Person person) {
        var generation = generations.active();
        if (request.cursor() != null) {
            return more(request, generation, person);
        }
        var watch = new Stopwatch(metrics);
        var query = QueryParser.parse(request.text() + " " + request.filter());
        requireSomething(query, request);
        var aim = aims.of(query, request, generation, person);
        long embed = watch.lap("embed");
        var candidates = candidates(query, aim, generation, person);
        long find = watch.lap("find");
        var ranking = candidates.ranked(config.relevant(), excluded(request, aim));
        var shown = request.weaker() ? ranking.tail() : sorted(ranking.head(), request.sort());
        var common = request.facets() ? facets.of(ranking.head().images(), person) : null;
        var took = new Took(embed, find, watch.lap("rank"));
        var found = new Found(null, 0, shown, Lexical.words(query.text()));
        return page(found, common, request.limit(), generation, person, took);
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

    private Candidates candidates(Query query, Aim aim, Generation generation, Person person) {
        long collection = collections.library();
        if (aim.parts().isEmpty()) {
            var ids = images.ids(collection, query.filter(), config.window(), person);
            return new Candidates(aim, ordered(ids, generation), Map.of(), ids.size() == config.window());
        }
        var within = within(collection, query.filter(), person);
        var hits = index.of(generation)
                .nearest(aim.direction(), Kind.IMAGE, indexFilter(collection, query.filter(), within), config.window());
        var words = lexical.find(collection, query.text(), config.window());
        if (!query.filter().isEmpty()) {
            words.keySet().retainAll(passing(collection, query.filter(), within, person));
        }
        var ids = new LinkedHashSet<UUID>();
        hits.stream().map(Hit::image).forEach(ids::add);
        ids.addAll(words.keySet());
        return new Candidates(aim, ordered(ids, generation), words, hits.size() == config.window());
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
        var found = index.of(generation).vectors(ids, Kind.IMAGE);
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
                results(ranking.entries().subList(from, to), found.words(), person),
                ranking.countOfRelevant(),
                ranking.countOfWeaker(),
                next,
                facets,
                generation.space().model(),
                took);
    }

    /// Images that were deleted or trashed since they were ranked are left out.
    private List<Result> results(List<Entry> entries, List<String> words, Person person) {
        var ids = entries.stream().map(Entry::image).toList();
        var byId = entries.stream().collect(Collectors.toMap(Entry::image, Function.identity()));
        var matched = lexical.matched(ids, words);
        return images.byIds(ids, person).stream()
                .filter(image -> image.status() == Image.Status.READY)
                .map(image -> result(image, byId.get(image.id()), matched.getOrDefault(image.id(), List.of())))
                .toList();
    }

    private static Result result(Image image, Entry entry, List<String> matched) {
        var parts = new Parts(entry.cosine(), entry.lexical(), null);
        return new Result(image, entry.score(), entry.relevant(), parts, matched);
    }
}
