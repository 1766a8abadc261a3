package dev.sightline.style;

import dev.sightline.index.Generations;
import dev.sightline.index.Stage;
import dev.sightline.ingest.ImageReady;
import dev.sightline.ingest.JobQueue;
import dev.sightline.ingest.SweepTask;
import dev.sightline.style.Clustering.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Has the first styles found, goes on with styles that the queue does not know of, gives images their styles that have
/// none, and has styles found again when searches go by another model.
@ApplicationScoped
class StyleSweep implements SweepTask {

    private final ClusteringRepository repository;
    private final Clusterings clusterings;
    private final Generations generations;
    private final JobQueue queue;

    StyleSweep(ClusteringRepository repository, Clusterings clusterings, Generations generations, JobQueue queue) {
        this.repository = repository;
        this.clusterings = clusterings;
        this.generations = generations;
        this.queue = queue;
    }

    @Override
    public void sweep() {
        repository.list().forEach(this::see);
        clusterings.startFirst();
    }

    private void see(Clustering clustering) {
        long searched = generations.active().id();
        if (clustering.state() == State.ACTIVE && clustering.generation() != searched) {
            clusterings.follow(clustering);
        } else if (clustering.state() != State.ACTIVE ? clustering.failure() == null : lacks(clustering)) {
            queue.enqueue(ClusteringTask.NAME, String.valueOf(clustering.collection()));
        }
    }

    private boolean lacks(Clustering clustering) {
        return generations
                .find(clustering.generation())
                .map(Stage::generation)
                .filter(generation -> !repository.isComplete(clustering, generation))
                .isPresent();
    }

    /// A new image need not wait for the sweep.
    void assign(@Observes ImageReady ready) {
        if (repository.active(ready.collection()).isPresent()) {
            queue.enqueue(ClusteringTask.NAME, String.valueOf(ready.collection()));
        }
    }
}
