package dev.sightline.duplicate;

import dev.sightline.ingest.JobQueue;
import dev.sightline.ingest.SweepTask;
import jakarta.enterprise.context.ApplicationScoped;

/// Has images compared that nobody compared yet.
@ApplicationScoped
class DuplicateSweep implements SweepTask {

    private final DuplicateRepository repository;
    private final JobQueue queue;

    DuplicateSweep(DuplicateRepository repository, JobQueue queue) {
        this.repository = repository;
        this.queue = queue;
    }

    @Override
    public void sweep() {
        if (repository.isAnyUncompared()) {
            queue.enqueue(DuplicateTask.NAME, DuplicateTask.ALL);
        }
    }

    @Override
    public void audit() {
        // The database says it all.
    }
}
