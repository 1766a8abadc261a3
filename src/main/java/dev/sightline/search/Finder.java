package dev.sightline.search;

import dev.sightline.index.IndexFilter;
import dev.sightline.index.Indexes;
import dev.sightline.index.Kind;
import dev.sightline.index.Nearest;
import dev.sightline.index.VectorRepository.Calibrated;
import dev.sightline.index.VectorSearch;
import dev.sightline.index.WordVectors;
import dev.sightline.library.Filter;
import dev.sightline.library.Images;
import dev.sightline.library.Tagged;
import dev.sightline.search.Aim.Part;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
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
///
/// Where vectors of words are searched beside those of pixels, an image that has none takes part with that of its
/// pixels: the nearest of both are looked for.
@ApplicationScoped
class Finder {

    /// Of the texts that are left when words have answered a part of a query, so many are compared with pixels.
    private static final int RESTS = 3;

    private final Aims aims;
    private final Indexes index;
    private final Lexical lexical;
    private final Images images;
    private final Tagged tagged;
    private final WordVectors wordVectors;
    private final SearchConfig config;

    Finder(
            Aims aims,
            Indexes index,
            Lexical lexical,
            Images images,
            Tagged tagged,
            WordVectors wordVectors,
            SearchConfig config) {
        this.aims = aims;
        this.index = index;
        this.lexical = lexical;
        this.images = images;
        this.tagged = tagged;
        this.wordVectors = wordVectors;
        this.config = config;
    }

    /// What is found by words.
    Lexical.Found words(Query query, Scope scope) {
        return query.words().isEmpty() || !scope.method().looksAtWords()
                ? Lexical.Found.NOTHING
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
        if (!scope.method().looksAtPixels()) {
            return candidates;
        }
        var filter = query.filter();
        var passing = filter.isEmpty() ? others : catalogue(filter, scope).passing(others);
        var engine = index.of(scope.generation());
        var worded = scope.isMixed() ? wordVectors.worded(scope.generation().spaceId(), passing) : Set.<UUID>of();
        var nearest = new ArrayList<Found>();
        for (var direction : candidates.aim().directions()) {
            among(passing, worded, scope)
                    .forEach((kind, images) -> nearest.add(
                            new Found(kind, engine.nearest(direction, kind, only(images, scope), config.window()))));
        }
        var pixels = new LinkedHashMap<>(candidates.pixels());
        pixels(nearest, candidates.aim(), Set.of(), engine, scope).forEach(pixels::putIfAbsent);
        return candidates.with(pixels, unwanted(query, pixels.keySet(), scope));
    }

    /// These images by the kind of vector that each takes part with.
    private static Map<Kind, Set<UUID>> among(Set<UUID> images, Set<UUID> worded, Scope scope) {
        if (worded.isEmpty()) {
            return Map.of(scope.own(), images);
        }
        var others = new HashSet<>(images);
        others.removeAll(worded);
        return Map.of(scope.own(), others, scope.against(), worded);
    }

    private static IndexFilter only(Set<UUID> images, Scope scope) {
        return new IndexFilter(scope.collection(), Set.of(), null, null, images);
    }

    private Candidates listed(Query query, Aim aim, Scope scope) {
        var ids = images.ids(scope.collection(), query.filter(), config.window(), scope.person());
        return new Candidates(
                aim,
                ordered(ids, index.of(scope.generation()), scope),
                Lexical.Found.NOTHING,
                Map.of(),
                unwanted(query, ids, scope),
                ids.size() == config.window());
    }

    private Candidates compared(Query query, Aim aim, Supplier<Lexical.Found> asked, Scope scope) {
        var engine = index.of(scope.generation());
        var nearest = nearest(query.filter(), aim, engine, scope);
        var words = matching(asked.get(), query.filter(), scope);
        var pixels = pixels(nearest, aim, words.images().keySet(), engine, scope);
        return new Candidates(
                aim,
                pixels,
                words,
                scope.method().looksAtPixels() ? rests(words, scope) : Map.of(),
                unwanted(query, pixels.keySet(), scope),
                nearest.stream().anyMatch(found -> found.nearest().more()));
    }

    /// The nearest of one kind.
    private record Found(Kind kind, Nearest nearest) {}

    /// @param byWords images whose vectors are wanted anyway, to compare them with what words leave
    private static Map<UUID, Pixels> pixels(
            List<Found> nearest, Aim aim, Set<UUID> byWords, VectorSearch engine, Scope scope) {
        var pixels = new LinkedHashMap<UUID, Pixels>();
        // Of several vectors of an image the nearest comes first.
        nearest.forEach(found ->
                found.nearest().hits().forEach(hit -> pixels.putIfAbsent(hit.image(), Pixels.of(found.kind(), hit))));
        pixels.putAll(ordered(aim.isSingle() ? byWords : union(pixels.keySet(), byWords), engine, scope));
        return pixels;
    }

    private List<Found> nearest(Filter filter, Aim aim, VectorSearch engine, Scope scope) {
        if (!scope.method().looksAtPixels()) {
            return List.of();
        }
        var held = new IndexFilter(scope.collection(), filter.types(), filter.after(), filter.before(), null);
        var known = known(held, filter, scope);
        var sieve = new Sieve(engine, scope.against(), catalogue(filter, scope));
        var found = new ArrayList<Found>();
        for (var direction : aim.directions()) {
            var nearest = known == null
                    ? sieve.nearest(direction, held, config.window())
                    : engine.nearest(direction, scope.against(), known, config.window());
            found.add(new Found(scope.against(), nearest));
        }
        if (scope.isMixed()) {
            var others = new Sieve(engine, scope.own(), unworded(filter, scope));
            aim.directions()
                    .forEach(direction ->
                            found.add(new Found(scope.own(), others.nearest(direction, held, config.window()))));
        }
        return found;
    }

    /// What passes the filter and has no vector of its words.
    private Sieve.Catalogue unworded(Filter filter, Scope scope) {
        long space = scope.generation().spaceId();
        var passing = catalogue(filter, scope);
        return new Sieve.Catalogue() {
            @Override
            public Set<UUID> passing() {
                var images = wordVectors.unworded(scope.collection(), space);
                return filter.needsCatalogue() ? passing.passing(images) : images;
            }

            @Override
            public Set<UUID> passing(Collection<UUID> among) {
                var images = filter.needsCatalogue() ? new HashSet<>(passing.passing(among)) : new HashSet<>(among);
                images.removeAll(wordVectors.worded(space, images));
                return images;
            }
        };
    }

    /// All of the filter in terms of the engine, or null where it takes long to read which images pass.
    private IndexFilter known(IndexFilter held, Filter filter, Scope scope) {
        if (!filter.needsCatalogue()) {
            return held;
        }
        return filter.needsOnlyTags() ? held.within(tagged.images(scope.collection(), filter.tags())) : null;
    }

    private Sieve.Catalogue catalogue(Filter filter, Scope scope) {
        return new Sieve.Catalogue() {
            @Override
            public Set<UUID> passing() {
                return images.passing(scope.collection(), filter, scope.person());
            }

            @Override
            public Set<UUID> passing(Collection<UUID> among) {
                return images.passing(scope.collection(), filter, among, scope.person());
            }
        };
    }

    private Lexical.Found matching(Lexical.Found words, Filter filter, Scope scope) {
        return filter.isEmpty() || words.images().isEmpty()
                ? words
                : words.within(catalogue(filter, scope).passing(words.images().keySet()));
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
                .collect(Collectors.toMap(Map.Entry::getKey, rest -> aims.part(rest.getKey(), scope)));
    }

    /// Those of the images whose words say what is not wanted.
    private Set<UUID> unwanted(Query query, Collection<UUID> ids, Scope scope) {
        var unwanted = new HashSet<UUID>();
        if (scope.method().looksAtWords()) {
            query.not().forEach(not -> unwanted.addAll(lexical.having(scope.collection(), ids, not)));
        }
        return unwanted;
    }

    private static Set<UUID> union(Set<UUID> one, Set<UUID> other) {
        var union = new LinkedHashSet<>(one);
        union.addAll(other);
        return union;
    }

    private static Map<UUID, Pixels> ordered(Collection<UUID> ids, VectorSearch engine, Scope scope) {
        var found = engine.vectors(ids, scope.against());
        var others = scope.isMixed()
                ? engine.vectors(
                        ids.stream().filter(id -> !found.containsKey(id)).toList(), scope.own())
                : Map.<UUID, List<Calibrated>>of();
        var ordered = new LinkedHashMap<UUID, Pixels>();
        for (var id : ids) {
            if (found.containsKey(id)) {
                ordered.put(id, Pixels.of(scope.against(), found.get(id)));
            } else if (others.containsKey(id)) {
                ordered.put(id, Pixels.of(scope.own(), others.get(id)));
            }
        }
        return ordered;
    }
}
