package dev.sightline.taste.personalize;

import dev.sightline.ingest.Outcome;
import java.util.Map;
import java.util.UUID;

/// Works as the queue would, without its pauses; each attempt knows nothing of the one before.
record Bench(PersonalizeRepository repository, Map<String, String> settings) {

    private static final int MANY = 500;

    PersonalizeConfig config() {
        return Connected.mapping(PersonalizeConfig.class, settings);
    }

    Provisioning provisioning() {
        return new Provisioning(repository, Connected.service(settings), config());
    }

    PersonalizeTask task() {
        return new PersonalizeTask(repository, provisioning(), config());
    }

    DeletionTask deletions() {
        return new DeletionTask(repository, Connected.service(settings), config());
    }

    /// Until nothing is left to be done for a setup.
    void work(UUID setup) {
        for (int i = 0; i < MANY; i++) {
            if (task().attempt(setup.toString()) instanceof Outcome.Finished) {
                return;
            }
        }
        throw new AssertionError("It does not end: " + repository.find(setup));
    }
}
