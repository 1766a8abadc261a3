package dev.sightline.generation;

import dev.sightline.embedding.Embedders;
import dev.sightline.embedding.Price;
import dev.sightline.embedding.ServiceModel;
import dev.sightline.embedding.ServiceModels;
import dev.sightline.embedding.hub.Model;
import dev.sightline.index.VectorRepository;
import dev.sightline.index.WordVectors;
import dev.sightline.web.Phrases;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/// What it takes for a model to see all pictures that it has not seen.
@ApplicationScoped
class Reembedding {

    private final Embedders embedders;
    /// English has about one token for so many characters.
    private static final int CHARACTERS_OF_TOKEN = 4;

    private final VectorRepository vectors;
    private final WordVectors words;
    private final List<ServiceModels> services;

    Reembedding(Embedders embedders, VectorRepository vectors, WordVectors words, @All List<ServiceModels> services) {
        this.embedders = embedders;
        this.vectors = vectors;
        this.words = words;
        this.services = services;
    }

    /// @param pictures that it has to be sent; what can be taken from stored vectors of its own costs nothing
    /// @param dollars  that its service takes for them, and for reading what is written about them
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
        long tokens = words.charactersWithout(spaces) / CHARACTERS_OF_TOKEN;
        return new Cost(pictures, price(model).of(pictures, tokens, 0));
    }

    private Price price(Model model) {
        return services.stream()
                .flatMap(service -> service.models().stream())
                .filter(known -> known.id().equals(model.id()) && known.price() != null)
                .findFirst()
                .map(ServiceModel::price)
                .orElseGet(() -> new Price(model.price(), 0));
    }
}
