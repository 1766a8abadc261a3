package dev.sightline.search;

import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Vector;
import dev.sightline.picture.Picture;
import java.util.List;
import java.util.function.Function;

/// The looks of a picture that somebody searches with, as a model understands them.
final class Looks {

    private Looks() {}

    /// A vector of each look; of a model that sees no pictures one of what the first, the whole picture, shows.
    ///
    /// @param purpose of a query
    /// @param words   what a picture shows
    /// @throws EmbeddingException if the model does not answer
    static List<Vector> vectors(
            Embedder embedder, List<Picture> looks, Purpose purpose, Function<Picture, String> words) {
        return embedder.seesPictures()
                ? embedder.images(looks, purpose)
                : List.of(embedder.text(words.apply(looks.getFirst()), purpose));
    }
}
