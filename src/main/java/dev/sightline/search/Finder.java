package dev.sightline.search;

import dev.sightline.index.Hit;
import dev.sightline.index.IndexFilter;
import dev.sightline.index.Kind;
import dev.sightline.index.LiveIndex;
import dev.sightline.index.VectorIndex;
import dev.sightline.index.VectorRepository.Calibrated;
import dev.sightline.library.Filter;
import dev.sightline.library.Images;
import dev.sightline.search.Aim.Part;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Finds what may be a result of a query: by pixels, by words, or by both.
@ApplicationScoped
class Finder {

    /// Of the texts that are left when words have answered a part of a query, so many are compared with pixels.
    private static final int RESTS = 3;

    private final Aims aims;
    private final LiveIndex index;
    private final Lexical lexical;
    private final Images images;
    private final SearchConfig config;

    Finder(Aims aims, LiveIndex index, Lexical lexical, Images images, SearchConfig config) {
        this.aims = aims;
        this.index = index;
        this.lexical = lexical;
        this.images = images;
        this.config = config;
    }

    /// What is found by words.
    Lexical.Found words(Query query, Scope scope) {
        return query.words().isEmpty() || !scope.method().looksAtWords()
                ? Lexical.Found.nothing()
                : lexical.find(scope.collection(), query.words(), config.window());
    }

    /// Everything that passes the filters and that the query or its words lead to.
    ///
    /// @param words what is found by words: asked for when all else is known
    Candidates candidates(Query query, Aim aim, Supplier<Lexical.Found> words, Scope scope) {
        return aim.parts().isEmpty() ? listed(query, aim, scope) : compared(query, aim, words, scope);
    }

    /// With more of some images: the nearest of these, however many others are nearer.
    ///
    /// @param others images to look for, whether or not they pass the filters
    Candidates widened(Query query, Candidates candidates, Set<UUID> others, Scope scope) {
        var passing = within(query.filter(), scope);
        var within = passing == null ? others : common(others, passing);
        var engine = index.of(scope.generation());
        var ids = new LinkedHashSet<>(candidates.vectors().keySet());
        nearest(query, candidates.aim(), within, engine, scope)
                .forEach(hits -> hits.stream().map(Hit::image).forEach(ids::add));
        return candidates.with(ordered(ids, engine), unwanted(query, ids, scope));
    }

    private static Set<UUID> common(Set<UUID> some, Set<UUID> others) {
        return some.stream().filter(others::contains).collect(Collectors.toSet());
    }

    private Candidates listed(Query query, Aim aim, Scope scope) {
        var ids = images.ids(scope.collection(), query.filter(), config.window(), scope.person());
        return new Candidates(
                aim,
                ordered(ids, index.of(scope.generation())),
                Lexical.Found.nothing(),
                Map.of(),
                unwanted(query, ids, scope),
                ids.size() == config.window());
    }

    private Candidates compared(Query query, Aim aim, Supplier<Lexical.Found> asked, Scope scope) {
        var within = within(query.filter(), scope);
        var engine = index.of(scope.generation());
        var nearest = nearest(query, aim, within, engine, scope);
        var words = matching(asked.get(), query.filter(), within, scope);
        var ids = new LinkedHashSet<UUID>();
        nearest.forEach(hits -> hits.stream().map(Hit::image).forEach(ids::add));
        ids.addAll(words.images().keySet());
        return new Candidates(
                aim,
                ordered(ids, engine),
                words,
                scope.method().looksAtPixels() ? rests(words, scope) : Map.of(),
                unwanted(query, ids, scope),
                nearest.stream().anyMatch(hits -> hits.size() == config.window()));
    }

    private List<List<Hit>> nearest(Query query, Aim aim, Set<UUID> within, VectorIndex engine, Scope scope) {
        if (!scope.method().looksAtPixels()) {
            return List.of();
        }
        var filter = query.filter();
        var passing = new IndexFilter(scope.collection(), filter.types(), filter.after(), filter.before(), within);
        return aim.directions().stream()
                .map(direction -> engine.nearest(direction, Kind.IMAGE, passing, config.window()))
                .toList();
    }

    /// The images that pass what engines do not know of, or null where that is not asked for.
    private Set<UUID> within(Filter filter, Scope scope) {
        return filter.needsCatalogue() ? passing(filter, scope) : null;
    }

    private Set<UUID> passing(Filter filter, Scope scope) {
        return Set.copyOf(images.ids(scope.collection(), filter, Integer.MAX_VALUE, scope.person()));
    }

    /// @param within the images that pass the filter, where they are known already
    private Lexical.Found matching(Lexical.Found words, Filter filter, Set<UUID> within, Scope scope) {
        if (filter.isEmpty() || words.images().isEmpty()) {
            return words;
        }
        return words.within(within == null ? passing(filter, scope) : within);
    }

    /// What is left of the query for pixels to answer where words answer the rest, for those that most images leave.
    private Map<String, Part> rests(Lexical.Found words, Scope scope) {
        var counts = words.images().values().stream()
                .map(Match::rest)
                .filter(rest -> !rest.isEmpty())
                .collect(Collectors.groupingBy(rest -> rest, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(RESTS)
                .collect(Collectors.toMap(Map.Entry::getKey, rest -> aims.part(rest.getKey(), scope.generation())));
    }

    /// Those of the images whose words say what is not wanted.
    private Set<UUID> unwanted(Query query, Collection<UUID> ids, Scope scope) {
        var unwanted = new HashSet<UUID>();
        if (scope.method().looksAtWords()) {
            query.not().forEach(not -> unwanted.addAll(lexical.having(scope.collection(), ids, not)));
        }
        return unwanted;
    }

    private static Map<UUID, Calibrated> ordered(Collection<UUID> ids, VectorIndex engine) {
        var found = engine.vectors(ids, Kind.IMAGE);
        var ordered = new LinkedHashMap<UUID, Calibrated>();
        for (var id : ids) {
            var vector = found.get(id);
            if (vector != null) {
                ordered.put(id, vector);
            }
        }
        return ordered;
    }
}
