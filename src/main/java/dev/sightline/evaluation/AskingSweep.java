package dev.sightline.evaluation;

import dev.sightline.ingest.JobQueue;
import dev.sightline.ingest.SweepTask;
import jakarta.enterprise.context.ApplicationScoped;

/// Goes on with evaluations that the queue does not know of.
@ApplicationScoped
class AskingSweep implements SweepTask {

    private final EvaluationRepository repository;
    private final JobQueue queue;

    AskingSweep(EvaluationRepository repository, JobQueue queue) {
        this.repository = repository;
        this.queue = queue;
    }

    @Override
    public void sweep() {
        repository.running().forEach(id -> queue.enqueue(Asking.NAME, id.toString()));
    }
}
