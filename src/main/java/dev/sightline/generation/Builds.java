package dev.sightline.generation;

import dev.sightline.embedding.Embedders;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.hub.ModelReady;
import dev.sightline.embedding.hub.Models;
import dev.sightline.index.Engine;
import dev.sightline.index.Engines;
import dev.sightline.index.Generation;
import dev.sightline.index.GenerationLifecycle;
import dev.sightline.index.Generations;
import dev.sightline.index.IndexConfig;
import dev.sightline.index.Indexes;
import dev.sightline.index.Kind;
import dev.sightline.index.Stage;
import dev.sightline.index.Stage.State;
import dev.sightline.index.WordVectors;
import dev.sightline.ingest.ImageReady;
import dev.sightline.ingest.IngestConfig;
import dev.sightline.ingest.JobQueue;
import dev.sightline.library.WordsChanged;
import dev.sightline.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// What people can do with generations: have one built beside the active one, paused, resumed, made active, dropped.
@ApplicationScoped
public class Builds {

    private static final Logger LOG = Logger.getLogger(Builds.class);

    private final Generations generations;
    private final GenerationLifecycle lifecycle;
    private final Models models;
    private final Embedders embedders;
    private final Indexes index;
    private final JobQueue queue;
    private final IngestConfig ingest;
    private final Engines engines;
    private final IndexConfig config;
    private final Reembedding reembedding;
    private final WordVectors words;

    Builds(
            Generations generations,
            GenerationLifecycle lifecycle,
            Models models,
            Embedders embedders,
            Indexes index,
            JobQueue queue,
            IngestConfig ingest,
            Engines engines,
            IndexConfig config,
            Reembedding reembedding,
            WordVectors words) {
        this.generations = generations;
        this.lifecycle = lifecycle;
        this.models = models;
        this.embedders = embedders;
        this.index = index;
        this.queue = queue;
        this.ingest = ingest;
        this.engines = engines;
        this.config = config;
        this.reembedding = reembedding;
        this.words = words;
    }

    /// Starts a generation of a model's space.
    ///
    /// @param dimension  of its vectors, or null
    /// @param engine     its name, or null for the one that the settings name
    /// @param activating whether it becomes active by itself
    /// @throws ProblemException 404 no such model, 409 it is not on this machine or has a generation in that engine
    ///     already, or the engine is not set up, 422 it has no vectors of that dimension, or there is no such
    ///     engine
    public Stage start(String model, Integer dimension, String engine, boolean activating) {
        var known = models.get(model);
        if (!known.isReady()) {
            throw new ProblemException(
                    409, "model-not-ready", "%s is not on this machine yet. Fetch it first.".formatted(known.name()));
        }
        var embedder = embedders.of(model);
        var space = embedder.space();
        if (dimension != null && dimension != space.dimension()) {
            throw new ProblemException(
                    422,
                    "invalid-dimension",
                    "The vectors of %s have %d dimensions.".formatted(known.name(), space.dimension()));
        }
        var chosen = engine == null ? config.engine() : engine(engine);
        var generation = lifecycle
                .start(model, space, Kind.of(embedder), chosen, activating)
                .orElseThrow(() -> new ProblemException(
                        409,
                        "generation-exists",
                        "There is a generation of %s in %s already. Make that one active."
                                .formatted(known.name(), chosen.words())));
        queue.hurry(BuildTask.NAME, String.valueOf(generation.id()));
        return get(generation.id());
    }

    private Engine engine(String code) {
        Engine engine;
        try {
            engine = Engine.of(code);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(422, "unknown-engine", e.getMessage(), e);
        }
        engines.lacking(engine).ifPresent(what -> {
            throw new ProblemException(
                    409, "engine-not-set-up", "%s is not set up. %s".formatted(engine.words(), what));
        });
        return engine;
    }

    /// Makes a generation active: at once if nothing is missing in it, otherwise as soon as it has caught up.
    ///
    /// @throws ProblemException 404
    public Stage activate(long id) {
        if (lifecycle.wantActive(id)) {
            queue.hurry(BuildTask.NAME, String.valueOf(id));
        }
        return get(id);
    }

    /// @throws ProblemException 404, or 409 if it is not being built
    public Stage pause(long id) {
        return changed(id, lifecycle.pause(id));
    }

    /// @throws ProblemException 404, or 409 if it is not being built
    public Stage resume(long id) {
        var stage = changed(id, lifecycle.resume(id));
        queue.hurry(BuildTask.NAME, String.valueOf(id));
        return stage;
    }

    private Stage changed(long id, boolean building) {
        var stage = get(id);
        if (!building) {
            throw new ProblemException(
                    409,
                    "not-building",
                    "Generation %d is %s, not being built."
                            .formatted(id, stage.state().code()));
        }
        return stage;
    }

    /// Gives up a generation, its vectors and its memory.
    ///
    /// @throws ProblemException 404, or 409 if it is active
    public void drop(long id) {
        get(id);
        if (!lifecycle.drop(id)) {
            throw new ProblemException(
                    409, "generation-active", "Searches use this generation. Make another one active first.");
        }
        giveBackMemory();
    }

    /// @throws ProblemException 404
    public Stage get(long id) {
        return generations
                .find(id)
                .orElseThrow(() -> new ProblemException(
                        404,
                        "generation-not-found",
                        "There is no generation %d. It may have been dropped.".formatted(id)));
    }

    void welcome(@Observes ModelReady ready) {
        if (ingest.enabled()) {
            follow();
        }
    }

    void read(@Observes WordsChanged changed) {
        readSoon();
    }

    void read(@Observes ImageReady ready) {
        if (words.isWanted(ready.image()) || generations.active().kind() == Kind.TEXT) {
            readSoon();
        }
    }

    /// What changed is read together with what changes in the same moment; the sweep finds what this misses.
    private void readSoon() {
        if (ingest.enabled()) {
            queue.enqueueSoon(
                    BuildTask.NAME, String.valueOf(generations.active().id()));
        }
    }

    /// Sees to it that everything that has to be built is being worked on.
    void follow() {
        try {
            succeed();
        } catch (EmbeddingException e) {
            LOG.warnf("No generation of the wanted model can be started: %s", e.getMessage());
        }
        generations.list().stream()
                .filter(Stage::isKeptComplete)
                .forEach(stage -> queue.enqueue(
                        BuildTask.NAME, String.valueOf(stage.generation().id())));
        giveBackMemory();
    }

    /// The wanted model gets a generation when it is there for the first time, unless that costs money: then a person
    /// starts it, who was told how much. What people decide later about that generation, stays. So does the model
    /// of the active one, where its files or the wanted engine are others than they were.
    private void succeed() {
        var active = generations.active().model();
        if (!lifecycle.isKnown(embedders.of(active).space(), config.engine())) {
            start(active);
        }
        var wanted = models.wanted();
        if (wanted.isReady()
                && !reembedding.of(wanted).isAny()
                && !lifecycle.isKnown(embedders.of(wanted.id()).space())) {
            start(wanted.id());
        }
    }

    private void start(String model) {
        var engine = config.engine();
        var embedder = embedders.of(model);
        var space = embedder.space();
        lifecycle
                .start(model, space, Kind.of(embedder), engine, true)
                .map(Generation::id)
                .ifPresent(id -> LOG.infof("Building generation %d, of %s in %s", id, space.model(), engine.words()));
    }

    private void giveBackMemory() {
        List<Generation> used = generations.list().stream()
                .filter(stage -> stage.state() != State.RETIRED)
                .map(Stage::generation)
                .toList();
        index.retain(used.stream().map(Generation::id).collect(Collectors.toSet()));
        embedders.retain(used.stream().map(Generation::model).collect(Collectors.toSet()));
    }
}
