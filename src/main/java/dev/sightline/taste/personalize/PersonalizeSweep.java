package dev.sightline.taste.personalize;

import dev.sightline.ingest.JobQueue;
import dev.sightline.ingest.SweepTask;
import dev.sightline.taste.Forgotten;
import dev.sightline.taste.personalize.Setup.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Goes on with what is to be made, removed or deleted at the service, and has people deleted there who are to be
/// forgotten here.
@ApplicationScoped
class PersonalizeSweep implements SweepTask {

    private final PersonalizeRepository repository;
    private final JobQueue queue;

    PersonalizeSweep(PersonalizeRepository repository, JobQueue queue) {
        this.repository = repository;
        this.queue = queue;
    }

    @Override
    public void sweep() {
        repository.all().stream()
                .filter(setup -> setup.state() != State.ACTIVE && setup.failure() == null)
                .forEach(setup -> queue.enqueue(PersonalizeTask.NAME, setup.id().toString()));
        repository.deletions().stream()
                .filter(deletion -> deletion.failure() == null)
                .forEach(deletion ->
                        queue.enqueue(DeletionTask.NAME, deletion.id().toString()));
    }

    /// Before anything is deleted here: who is killed in between is asked to do it again.
    void forget(@Observes Forgotten forgotten) {
        repository
                .forgetPerson(String.valueOf(forgotten.person().id()))
                .forEach(deletion -> queue.enqueue(DeletionTask.NAME, deletion.toString()));
    }
}
