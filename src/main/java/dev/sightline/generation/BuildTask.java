package dev.sightline.generation;

import dev.sightline.embedding.EmbeddingException;
import dev.sightline.index.Calibrations;
import dev.sightline.index.EngineException;
import dev.sightline.index.Generation;
import dev.sightline.index.GenerationLifecycle;
import dev.sightline.index.Generations;
import dev.sightline.index.Indexes;
import dev.sightline.index.Kind;
import dev.sightline.index.Stage;
import dev.sightline.index.Stage.State;
import dev.sightline.index.VectorRepository;
import dev.sightline.ingest.Outcome;
import dev.sightline.ingest.QueuedTask;
import dev.sightline.ingest.Repairs;
import dev.sightline.storage.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Gives a generation the vectors that it lacks, those of pixels first if its model sees any, and its engine what that
/// lacks, some seconds of work at a time, and makes it active when nothing is missing. What is done is in PostgreSQL
/// after each few images, so that it can be killed at any moment.
@ApplicationScoped
class BuildTask implements QueuedTask {

    static final String NAME = "build";

    private static final Logger LOG = Logger.getLogger(BuildTask.class);
    private static final Duration PIECE = Duration.ofSeconds(5);
    private static final int BATCH = 16;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);
    private static final Duration PAUSE_FOR_OTHERS = Duration.ofSeconds(2);

    private final Generations generations;
    private final GenerationLifecycle lifecycle;
    private final StoredPictures pictures;
    private final StoredWords words;
    private final StoredTexts texts;
    private final Calibrations calibrations;
    private final VectorRepository vectors;
    private final Indexes index;
    private final Repairs repairs;

    BuildTask(
            Generations generations,
            GenerationLifecycle lifecycle,
            StoredPictures pictures,
            StoredWords words,
            StoredTexts texts,
            Calibrations calibrations,
            VectorRepository vectors,
            Indexes index,
            Repairs repairs) {
        this.generations = generations;
        this.lifecycle = lifecycle;
        this.pictures = pictures;
        this.words = words;
        this.texts = texts;
        this.calibrations = calibrations;
        this.vectors = vectors;
        this.index = index;
        this.repairs = repairs;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome attempt(String id) {
        try {
            return work(Long.parseLong(id), Instant.now().plus(PIECE));
        } catch (EmbeddingException e) {
            return failed(id, e.problem().code(), e.getMessage(), e.outage().orElse(PAUSE_AFTER_FAILURE));
        } catch (EngineException e) {
            return failed(id, e.code(), e.getMessage());
        } catch (StorageException e) {
            return failed(id, "storage-failed", e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Building generation %s failed", id);
            return failed(id, "unexpected", "Something unexpected went wrong (%s). The log says more.".formatted(e));
        }
    }

    private Outcome failed(String id, String code, String reason) {
        return failed(id, code, reason, PAUSE_AFTER_FAILURE);
    }

    private Outcome failed(String id, String code, String reason, Duration pause) {
        lifecycle.failed(Long.parseLong(id), code, reason);
        return new Outcome.Postponed(Instant.now().plus(pause));
    }

    private Outcome work(long id, Instant until) {
        while (true) {
            var stage = generations.find(id).filter(Stage::isKeptComplete);
            if (stage.isEmpty()) {
                return new Outcome.Finished();
            }
            var generation = stage.get().generation();
            // Made once for each model, so that the first picture need not wait for it.
            calibrations.of(generation);
            if (!step(stage.get())) {
                return complete(stage.get(), until);
            }
            if (Instant.now().isAfter(until)) {
                return new Outcome.Postponed(Instant.now());
            }
        }
    }

    /// @return whether there was anything to do
    private boolean step(Stage stage) {
        var generation = stage.generation();
        if (generation.kind() == Kind.TEXT) {
            return texts.step(generation);
        }
        var missing = vectors.missing(generation, BATCH);
        if (!missing.isEmpty()) {
            see(stage, missing);
            return true;
        }
        boolean some = words.step(generation);
        if (some) {
            lifecycle.recovered(generation.id());
        }
        return some;
    }

    private void see(Stage stage, List<UUID> missing) {
        var generation = stage.generation();
        var start = System.nanoTime();
        var seen = pictures.embed(generation, missing);
        vectors.add(generation, seen.vectors());
        if (seen.failure() != null) {
            throw seen.failure();
        }
        lifecycle.progressed(generation.id(), missing.size() * 1e9 / (System.nanoTime() - start));
        if (stage.state() == State.ACTIVE) {
            seen.vectors()
                    .keySet()
                    .forEach(image -> repairs.record(
                            Repairs.Kind.VECTOR_MISSING, image, "It was embedded again from its preview."));
        }
    }

    /// All vectors are in PostgreSQL; now the engine is given what it lacks.
    private Outcome complete(Stage stage, Instant until) {
        var generation = stage.generation();
        switch (index.follow(generation, until)) {
            case MORE -> {
                return new Outcome.Postponed(Instant.now());
            }
            case LATER -> {
                return new Outcome.Postponed(Instant.now().plus(PAUSE_FOR_OTHERS));
            }
            case COMPLETE -> lifecycle.recovered(generation.id());
        }
        if (stage.state() == State.ACTIVE) {
            index.serve(generation);
            return new Outcome.Finished();
        }
        return stage.activating() ? activate(generation) : new Outcome.Finished();
    }

    private Outcome activate(Generation generation) {
        // Before anybody searches it.
        index.of(generation);
        if (!lifecycle.activate(generation)) {
            return new Outcome.Postponed(Instant.now());
        }
        index.serve(generation);
        return new Outcome.Finished();
    }
}
