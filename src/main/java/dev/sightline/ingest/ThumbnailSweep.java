package dev.sightline.ingest;

import jakarta.enterprise.context.ApplicationScoped;

/// Has thumbnails made for images that lack the one for dense displays.
@ApplicationScoped
class ThumbnailSweep implements SweepTask {

    private final IngestRepository repository;
    private final JobQueue queue;

    ThumbnailSweep(IngestRepository repository, JobQueue queue) {
        this.repository = repository;
        this.queue = queue;
    }

    @Override
    public void sweep() {
        if (!repository.withoutThumbnail2x(1).isEmpty()) {
            queue.enqueue(ThumbnailTask.NAME, ThumbnailTask.ALL);
        }
    }
}
