package dev.sightline.generation;

import dev.sightline.description.Describing;
import dev.sightline.embedding.Embedders;
import dev.sightline.embedding.Price;
import dev.sightline.embedding.ServiceModel;
import dev.sightline.embedding.ServiceModels;
import dev.sightline.embedding.Space;
import dev.sightline.embedding.hub.Model;
import dev.sightline.index.TextVectors;
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

    /// English has about one token for so many characters.
    private static final int CHARACTERS_OF_TOKEN = 4;

    /// Characters of a description, until it is made.
    private static final int USUAL_DESCRIPTION = 400;

    private final Embedders embedders;
    private final VectorRepository vectors;
    private final WordVectors words;
    private final TextVectors texts;
    private final Describing describing;
    private final List<ServiceModels> services;

    Reembedding(
            Embedders embedders,
            VectorRepository vectors,
            WordVectors words,
            TextVectors texts,
            Describing describing,
            @All List<ServiceModels> services) {
        this.embedders = embedders;
        this.vectors = vectors;
        this.words = words;
        this.texts = texts;
        this.describing = describing;
        this.services = services;
    }

    /// @param pictures  that it has no vectors of; what can be taken from stored vectors of its own costs nothing
    /// @param described of them, those that have to be described first, because it sees no pictures
    /// @param known     whether it is known what describing them costs
    /// @param dollars   that services take for them, and for reading what is written about them, as far as known
    record Cost(long pictures, long described, boolean known, double dollars) {

        boolean isAny() {
            return pictures > 0;
        }

        /// `9,232 pictures, about $0.55`, `9,232 pictures, 8,000 of them to be described, about $94.89`
        String words() {
            return Phrases.count(pictures, "picture", "pictures")
                    + (described == 0 ? "" : ", %,d of them to be described".formatted(described))
                    + ", "
                    + Price.words(dollars)
                    + (known ? "" : " and what descriptions cost, which the settings do not say");
        }
    }

    /// Whether a model sees no pictures, and reads what is written about them.
    boolean isReading(Model model) {
        return model.price() != null && !embedders.of(model.id()).seesPictures();
    }

    /// Nothing, for a model that costs nothing.
    Cost of(Model model) {
        if (model.price() == null) {
            return new Cost(0, 0, true, 0);
        }
        var embedder = embedders.of(model.id());
        var spaces = new ArrayList<>(embedder.larger());
        spaces.add(embedder.space());
        return embedder.seesPictures() ? seeing(model, spaces) : reading(model, spaces);
    }

    private Cost seeing(Model model, List<Space> spaces) {
        long pictures = vectors.without(spaces);
        long tokens = words.charactersWithout(spaces) / CHARACTERS_OF_TOKEN;
        return new Cost(pictures, 0, true, price(model).of(pictures, tokens, 0));
    }

    private Cost reading(Model model, List<Space> spaces) {
        var unread = texts.unread(spaces);
        long characters = unread.characters() + unread.wordless() * USUAL_DESCRIPTION;
        double read = price(model).of(0, characters / CHARACTERS_OF_TOKEN, 0);
        Double described = describing.cost(unread.wordless());
        boolean known = described != null || unread.wordless() == 0;
        return new Cost(unread.images(), unread.wordless(), known, described == null ? read : read + described);
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
