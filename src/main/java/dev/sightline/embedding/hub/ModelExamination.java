package dev.sightline.embedding.hub;

import dev.sightline.doctor.Examination;
import dev.sightline.doctor.Finding;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Whether the wanted model answers: it is asked for the vector of one word, for which a service takes next to nothing.
@ApplicationScoped
class ModelExamination implements Examination {

    private static final String SUBJECT = "Model";

    private final Models models;

    ModelExamination(Models models) {
        this.models = models;
    }

    @Override
    public String subject() {
        return SUBJECT;
    }

    @Override
    public List<Finding> findings() {
        var model = models.wanted();
        if (!model.isReady()) {
            return List.of(Finding.advice(
                    SUBJECT,
                    "%s is not on this machine yet. The demo model serves until it is.".formatted(model.name()),
                    "It is fetched when Sightline runs, or by `sightline models fetch %s`.".formatted(model.id())));
        }
        var start = Instant.now();
        try (var embedder = models.open(model.id())) {
            embedder.text("boat", Purpose.QUERY);
            return List.of(Finding.fine(
                    SUBJECT,
                    "%s answers after %d ms."
                            .formatted(
                                    model.name(),
                                    Duration.between(start, Instant.now()).toMillis())));
        } catch (EmbeddingException e) {
            return List.of(Finding.wrong(SUBJECT, "%s: %s".formatted(model.name(), e.getMessage()), ""));
        }
    }
}
