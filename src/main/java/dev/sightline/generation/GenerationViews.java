package dev.sightline.generation;

import dev.sightline.index.Coverage;
import dev.sightline.index.EngineCopies;
import dev.sightline.index.EngineCopy;
import dev.sightline.index.Generation;
import dev.sightline.index.Generations;
import dev.sightline.index.Stage;
import dev.sightline.index.VectorRepository;
import dev.sightline.index.WordVectors;
import dev.sightline.library.Collections;
import dev.sightline.web.Phrases;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// Generations with their coverage.
@ApplicationScoped
class GenerationViews {

    private final Generations generations;
    private final VectorRepository vectors;
    private final WordVectors words;
    private final Collections collections;
    private final EngineCopies copies;

    GenerationViews(
            Generations generations,
            VectorRepository vectors,
            WordVectors words,
            Collections collections,
            EngineCopies copies) {
        this.generations = generations;
        this.vectors = vectors;
        this.words = words;
        this.collections = collections;
        this.copies = copies;
    }

    /// All that are kept, the latest first.
    List<GenerationView> list() {
        return generations.list().stream().map(this::of).toList();
    }

    /// The latest of a model's that is kept, if there is one.
    Optional<GenerationView> ofModel(String model) {
        return generations.list().stream()
                .filter(stage -> stage.generation().model().equals(model))
                .findFirst()
                .map(this::of);
    }

    GenerationView of(Stage stage) {
        var generation = stage.generation();
        var coverage = vectors.coverage(collections.library(), generation);
        return new GenerationView(
                generation.id(),
                generation.model(),
                generation.space().model(),
                generation.dimension(),
                generation.engine().code(),
                stage.state(),
                stage.paused(),
                stage.activating(),
                coverage,
                words.coverage(collections.library(), generation.spaceId()),
                copied(generation, coverage),
                stage.rate(),
                remaining(stage, coverage),
                failure(stage),
                stage.createdAt(),
                stage.activatedAt());
    }

    private GenerationView.Failure failure(Stage stage) {
        var failure = stage.failure();
        return failure != null
                ? new GenerationView.Failure(failure.code(), failure.reason())
                : words.refused(stage.generation())
                        .map(refused -> new GenerationView.Failure(
                                "words-refused",
                                "The words of %s are not read: %s They are read again when somebody changes them, and by the next audit."
                                        .formatted(
                                                Phrases.count(refused.images(), "picture", "pictures"),
                                                refused.reason())))
                        .orElse(null);
    }

    private Long copied(Generation generation, Coverage coverage) {
        if (!generation.engine().isRemote()) {
            return null;
        }
        return copies.find(generation.id())
                .map(copy -> copy.state() == EngineCopy.State.FOLLOWING ? coverage.searchable() : copy.copied())
                .orElse(0L);
    }

    private static Long remaining(Stage stage, Coverage coverage) {
        boolean counting = stage.isBeingBuilt() && stage.failure() == null && stage.rate() != null && stage.rate() > 0;
        return counting ? Math.round((coverage.all() - coverage.searchable()) / stage.rate()) : null;
    }
}
