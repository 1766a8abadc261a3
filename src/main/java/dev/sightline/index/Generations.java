package dev.sightline.index;

import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.Embedders;
import dev.sightline.embedding.hub.Models;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// The generations there are, and which of them is active: one row, read for each request, so that all instances agree.
@ApplicationScoped
public class Generations {

    private final Jdbi jdbi;
    private final GenerationLifecycle lifecycle;
    private final Models models;
    private final Embedders embedders;
    private final IndexConfig config;

    Generations(Jdbi jdbi, GenerationLifecycle lifecycle, Models models, Embedders embedders, IndexConfig config) {
        this.jdbi = jdbi;
        this.lifecycle = lifecycle;
        this.models = models;
        this.embedders = embedders;
        this.config = config;
    }

    /// The generation that searches run against. The very first one is made here: of the wanted model if that is on
    /// this machine, and of the demo model otherwise.
    public Generation active() {
        return lifecycle.active().orElseGet(this::first);
    }

    private Generation first() {
        var wanted = models.wanted();
        var model = wanted.isReady() ? wanted.id() : Models.DEMO;
        var embedder = embedders.of(model);
        return lifecycle.first(model, embedder.space(), Kind.of(embedder), config.engine());
    }

    /// The model of a generation.
    ///
    /// @throws dev.sightline.embedding.EmbeddingException if it is not on this machine, or not the same any more
    public Embedder embedder(Generation generation) {
        return embedders.of(generation.model(), generation.space());
    }

    /// All that are kept, the latest first.
    public List<Stage> list() {
        return jdbi.withHandle(
                handle -> handle.createQuery(GenerationRows.SELECT + "where g.state <> 'dropped' order by g.id desc")
                        .map(GenerationRows::stage)
                        .list());
    }

    /// One that is kept.
    public Optional<Stage> find(long id) {
        return jdbi.withHandle(
                handle -> handle.createQuery(GenerationRows.SELECT + "where g.state <> 'dropped' and g.id = :id")
                        .bind("id", id)
                        .map(GenerationRows::stage)
                        .findOne());
    }
}
