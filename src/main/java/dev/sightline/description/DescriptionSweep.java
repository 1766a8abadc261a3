package dev.sightline.description;

import dev.sightline.ingest.JobQueue;
import dev.sightline.ingest.SweepTask;
import jakarta.enterprise.context.ApplicationScoped;

/// Has pictures described that wait for it, where the queue does not know of them. Where nothing describes pictures any
/// more, none waits for that.
@ApplicationScoped
class DescriptionSweep implements SweepTask {

    private final DescriptionRepository repository;
    private final Describers describers;
    private final JobQueue queue;

    DescriptionSweep(DescriptionRepository repository, Describers describers, JobQueue queue) {
        this.repository = repository;
        this.describers = describers;
        this.queue = queue;
    }

    @Override
    public void sweep() {
        if (!describers.isEnabled()) {
            repository.resume();
            repository.stop();
        } else if (repository.nextDue().isPresent()) {
            queue.enqueue(DescriptionTask.NAME, DescriptionTask.ALL);
        }
    }
}
