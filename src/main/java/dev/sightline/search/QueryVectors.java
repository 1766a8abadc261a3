package dev.sightline.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sightline.description.PictureInWords;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Vector;
import dev.sightline.index.Generations;
import dev.sightline.picture.Border;
import dev.sightline.picture.Picture;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The vectors of what people search with. The latest ones are kept: a page that goes on, a slider that is moved and a
/// filter that is added ask the model nothing.
@ApplicationScoped
class QueryVectors {

    private final Generations generations;
    private final PictureInWords words;
    private final Cache<Key, List<Vector>> known;

    QueryVectors(Generations generations, PictureInWords words, SearchConfig config) {
        this.generations = generations;
        this.words = words;
        this.known = Caffeine.newBuilder()
                .initialCapacity(config.queryVectors())
                .maximumSize(config.queryVectors())
                .build();
    }

    /// @param source a text, or what tells a picture from all others
    private record Key(long space, Purpose purpose, Object source) {}

    /// @throws EmbeddingException if the model does not answer
    Vector text(String text, Scope scope) {
        return vectors(
                        text,
                        scope,
                        () -> List.of(generations.embedder(scope.generation()).text(text, scope.purpose())))
                .getFirst();
    }

    /// Of a picture as it is, of what is within its border if it has one, as a screenshot does, and of that without its
    /// rim, where a photograph of a screen shows what is around it.
    ///
    /// @param source tells it from all other pictures and texts
    /// @throws EmbeddingException if the model does not answer
    List<Vector> picture(Object source, Scope scope, Supplier<Picture> picture) {
        return vectors(source, scope, () -> {
            var whole = picture.get();
            var inside = Border.without(whole);
            var looks = Stream.of(whole, inside, Border.withoutRim(inside))
                    .distinct()
                    .toList();
            return seen(looks, scope);
        });
    }

    /// Of a picture as it is, or of a part of it that somebody chose.
    ///
    /// @param source tells it from all other pictures and texts
    /// @throws EmbeddingException if the model does not answer
    Vector part(Object source, Scope scope, Supplier<Picture> picture) {
        return vectors(source, scope, () -> seen(List.of(picture.get()), scope)).getFirst();
    }

    private List<Vector> seen(List<Picture> looks, Scope scope) {
        return Looks.vectors(generations.embedder(scope.generation()), looks, scope.purpose(), words::of);
    }

    private List<Vector> vectors(Object source, Scope scope, Supplier<List<Vector>> embedding) {
        return known.get(new Key(scope.generation().spaceId(), scope.purpose(), source), _ -> embedding.get());
    }
}
