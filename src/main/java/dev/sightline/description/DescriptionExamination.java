package dev.sightline.description;

import dev.sightline.doctor.Examination;
import dev.sightline.doctor.Finding;
import dev.sightline.embedding.hub.Models;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Whether pictures are described where the wanted model needs that. Nothing is described for it: that costs money.
@ApplicationScoped
class DescriptionExamination implements Examination {

    private static final String SUBJECT = "Describing";

    private final Describers describers;
    private final Models models;

    DescriptionExamination(Describers describers, Models models) {
        this.describers = describers;
        this.models = models;
    }

    @Override
    public String subject() {
        return SUBJECT;
    }

    @Override
    public List<Finding> findings() {
        if (describers.isEnabled()) {
            return List.of(Finding.fine(SUBJECT, "Pictures are described by %s.".formatted(describers.model())));
        }
        var model = models.wanted();
        return model.isReady() && isBlind(model.id())
                ? List.of(Finding.wrong(
                        SUBJECT,
                        "%s sees no pictures, and nothing describes them.".formatted(model.name()),
                        "Set sightline.description.provider to claude, and sightline.description.model-id."))
                : List.of(Finding.fine(SUBJECT, "Pictures are not described, and need not be."));
    }

    private boolean isBlind(String model) {
        try (var embedder = models.open(model)) {
            return !embedder.seesPictures();
        }
    }
}
