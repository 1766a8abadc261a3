package dev.sightline.taste.personalize;

import dev.sightline.doctor.Examination;
import dev.sightline.doctor.Finding;
import dev.sightline.taste.TasteConfig;
import dev.sightline.taste.TasteConfig.Provider;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Whether Amazon Personalize lets us in, where it is the provider of taste. Nothing is made there.
@ApplicationScoped
class PersonalizeExamination implements Examination {

    private static final String SUBJECT = "Taste";

    private final TasteConfig taste;
    private final Personalize service;

    PersonalizeExamination(TasteConfig taste, Personalize service) {
        this.taste = taste;
        this.service = service;
    }

    @Override
    public String subject() {
        return SUBJECT;
    }

    @Override
    public List<Finding> findings() {
        if (taste.provider() != Provider.PERSONALIZE) {
            return List.of(Finding.fine(SUBJECT, "It is learned here, without a service."));
        }
        service.call("ListDatasetGroups", Personalize.object().put("maxResults", 1));
        return List.of(Finding.fine(SUBJECT, "Amazon Personalize answers."));
    }
}
