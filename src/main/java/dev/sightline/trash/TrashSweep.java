package dev.sightline.trash;

import dev.sightline.ingest.JobQueue;
import dev.sightline.ingest.SweepTask;
import jakarta.enterprise.context.ApplicationScoped;

/// Deletes what was in the trash for as long as the settings say, and has the objects of deleted images deleted that
/// nobody deletes.
@ApplicationScoped
class TrashSweep implements SweepTask {

    private final Trash trash;
    private final DeletionRepository deletions;
    private final JobQueue queue;

    TrashSweep(Trash trash, DeletionRepository deletions, JobQueue queue) {
        this.trash = trash;
        this.deletions = deletions;
        this.queue = queue;
    }

    @Override
    public void sweep() {
        trash.deleteWhatIsDue();
        if (deletions.isAnyOpen()) {
            queue.enqueue(DeletionTask.NAME, DeletionTask.ALL);
        }
    }
}
