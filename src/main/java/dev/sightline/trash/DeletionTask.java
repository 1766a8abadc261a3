package dev.sightline.trash;

import dev.sightline.ingest.Batches;
import dev.sightline.ingest.Outcome;
import dev.sightline.ingest.QueuedTask;
import dev.sightline.picture.Renditions;
import dev.sightline.storage.Keys;
import dev.sightline.storage.ObjectStore;
import dev.sightline.trash.DeletionRepository.Deletion;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Deletes the objects of images that were deleted. Whenever it is stopped, it goes on where it was: an object that is
/// gone already is no error.
@ApplicationScoped
class DeletionTask implements QueuedTask {

    static final String NAME = "deletion";

    /// There is one piece of this work.
    static final String ALL = "all";

    private static final Logger LOG = Logger.getLogger(DeletionTask.class);
    private static final int BATCH = 50;

    private final DeletionRepository repository;
    private final ObjectStore objects;

    DeletionTask(DeletionRepository repository, ObjectStore objects) {
        this.repository = repository;
        this.objects = objects;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome attempt(String piece) {
        return Batches.attempt(
                () -> repository.open(BATCH),
                batch -> batch.forEach(this::delete),
                reason -> LOG.warnf("The files of deleted pictures are deleted later: %s", reason));
    }

    private void delete(Deletion deletion) {
        Renditions.SIZES.forEach(size -> objects.delete(Keys.rendition(deletion.image(), size)));
        if (deletion.managed()) {
            objects.delete(deletion.objectKey());
        }
        repository.done(deletion);
    }
}
