package dev.sightline.generation;

import dev.sightline.embedding.Embedders;
import dev.sightline.embedding.Price;
import dev.sightline.embedding.hub.Model;
import dev.sightline.index.VectorRepository;
import dev.sightline.web.Phrases;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;

/// What it takes for a model to see all pictures that it has not seen.
@ApplicationScoped
class Reembedding {

    private final Embedders embedders;
    private final VectorRepository vectors;

    Reembedding(Embedders embedders, VectorRepository vectors) {
        this.embedders = embedders;
        this.vectors = vectors;
    }

    /// @param pictures that it has to be sent; what can be taken from stored vectors of its own costs nothing
    /// @param dollars  that its service takes for them
    record Cost(long pictures, double dollars) {

        boolean isAny() {
            return pictures > 0;
        }

        /// `9,232 pictures, about $0.55`
        String words() {
            return "%s, %s".formatted(Phrases.count(pictures, "picture", "pictures"), Price.words(dollars));
        }
    }

    /// Nothing, for a model that costs nothing.
    Cost of(Model model) {
        if (model.price() == null) {
            return new Cost(0, 0);
        }
        var embedder = embedders.of(model.id());
        var spaces = new ArrayList<>(embedder.larger());
        spaces.add(embedder.space());
        long pictures = vectors.without(spaces);
        return new Cost(pictures, pictures * model.price());
    }
}
