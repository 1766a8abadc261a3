package dev.sightline.embedding;

import dev.sightline.embedding.hub.Models;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The models in use, each opened once, by whoever needs it first.
@ApplicationScoped
public class Embedders {

    /// Whoever asked for an embedder uses it within this time.
    private static final Duration IN_HAND = Duration.ofMinutes(1);

    private final Models models;
    private final ConcurrentHashMap<String, Opened> opened = new ConcurrentHashMap<>();

    Embedders(Models models) {
        this.models = models;
    }

    private record Opened(Embedder embedder, Instant asked) {

        private Opened asked(Instant now) {
            return new Opened(embedder, now);
        }
    }

    /// @throws EmbeddingException if there is no such model on this machine
    public Embedder of(String model) {
        return opened.compute(
                        model,
                        (id, known) -> known == null ? new Opened(open(id), Instant.now()) : known.asked(Instant.now()))
                .embedder();
    }

    private Embedder open(String model) {
        if (models.find(model).isEmpty()) {
            throw new EmbeddingException(
                    "Searches need the model '%s', which is set up no more. Set it up again, or build a generation of another."
                            .formatted(model),
                    true,
                    null);
        }
        return models.open(model);
    }

    /// The same, for vectors that have to be comparable to those of a space.
    ///
    /// @throws EmbeddingException also if the model's files are not those any more that the space was made with
    public Embedder of(String model, Space space) {
        var embedder = of(model);
        if (!embedder.space().equals(space)) {
            throw new EmbeddingException(
                    "The files of the model %s have changed since its vectors were made (%s then, %s now). "
                                    .formatted(
                                            model,
                                            space.revision(),
                                            embedder.space().revision())
                            + "Put the old files back, or build a new generation.",
                    true,
                    null);
        }
        return embedder;
    }

    /// Closes all but these models, apart from those that somebody asked for just now.
    public void retain(Set<String> needed) {
        var limit = Instant.now().minus(IN_HAND);
        opened.forEach((model, known) -> {
            if (!needed.contains(model) && known.asked().isBefore(limit) && opened.remove(model, known)) {
                known.embedder().close();
            }
        });
    }

    @PreDestroy
    void close() {
        opened.values().forEach(known -> known.embedder().close());
        opened.clear();
    }
}
