package dev.sightline.index;

import dev.sightline.doctor.Examination;
import dev.sightline.doctor.Finding;
import dev.sightline.embedding.hub.Models;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;

/// Whether the engine of the settings lets us in, and whether the index that searches use is as it was made. Nothing is
/// written.
@ApplicationScoped
class EngineExamination implements Examination {

    private static final String SUBJECT = "Engine";

    /// An index of this name is never made: an engine that says so has let us in.
    private static final String NONE = "doctor";

    private static final int ANY_DIMENSION = 512;

    private final IndexConfig config;
    private final Engines engines;
    private final EngineCopies copies;
    private final GenerationLifecycle generations;
    private final Models models;

    EngineExamination(
            IndexConfig config, Engines engines, EngineCopies copies, GenerationLifecycle generations, Models models) {
        this.config = config;
        this.engines = engines;
        this.copies = copies;
        this.generations = generations;
        this.models = models;
    }

    @Override
    public String subject() {
        return SUBJECT;
    }

    @Override
    public List<Finding> findings() {
        var engine = config.engine();
        if (!engine.isRemote()) {
            return List.of(Finding.fine(SUBJECT, "Vectors are compared in the process of Sightline."));
        }
        var served = served(engine);
        int dimension = served.map(Served::dimension)
                .or(() -> Optional.ofNullable(models.wanted().dimension()))
                .orElse(ANY_DIMENSION);
        try {
            engines.of(engine).open(served.map(Served::name).orElse(NONE), dimension);
            return List.of(fine(engine));
        } catch (MissingIndexException e) {
            return List.of(
                    served.isEmpty()
                            ? fine(engine)
                            : Finding.advice(
                                    SUBJECT, e.getMessage(), "It is made and filled again when Sightline runs."));
        }
    }

    private static Finding fine(Engine engine) {
        return Finding.fine(SUBJECT, "%s answers.".formatted(engine.words()));
    }

    private record Served(String name, int dimension) {}

    /// The index that searches use now, where the database can be asked.
    private Optional<Served> served(Engine engine) {
        try {
            return generations
                    .active()
                    .filter(generation -> generation.engine() == engine)
                    .flatMap(generation ->
                            copies.find(generation.id()).map(copy -> new Served(copy.name(), generation.dimension())));
        } catch (JdbiException _) {
            return Optional.empty();
        }
    }
}
