package dev.sightline.tagging;

import dev.sightline.ingest.JobQueue;
import dev.sightline.ingest.SweepTask;
import jakarta.enterprise.context.ApplicationScoped;

/// Has pictures tagged that another vocabulary, another model or nothing has tagged.
@ApplicationScoped
class TaggingSweep implements SweepTask {

    private final Tagging tagging;
    private final JobQueue queue;

    TaggingSweep(Tagging tagging, JobQueue queue) {
        this.tagging = tagging;
        this.queue = queue;
    }

    @Override
    public void sweep() {
        if (!tagging.pending(1).isEmpty()) {
            queue.enqueue(TaggingTask.NAME, TaggingTask.ALL);
        }
    }
}
