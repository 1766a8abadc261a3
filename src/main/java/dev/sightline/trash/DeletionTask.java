package dev.sightline.trash;

import dev.sightline.ingest.Outcome;
import dev.sightline.ingest.QueuedTask;
import dev.sightline.picture.Renditions;
import dev.sightline.storage.Keys;
import dev.sightline.storage.ObjectStore;
import dev.sightline.storage.StorageException;
import dev.sightline.trash.DeletionRepository.Deletion;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/// Deletes the objects of images that were deleted. Whenever it is stopped, it goes on where it was: an object that is
/// gone already is no error.
@ApplicationScoped
class DeletionTask implements QueuedTask {

    static final String NAME = "deletion";

    /// There is one piece of this work.
    static final String ALL = "all";

    private static final Logger LOG = Logger.getLogger(DeletionTask.class);
    private static final Duration PIECE = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);
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
        var until = Instant.now().plus(PIECE);
        try {
            var open = repository.open(BATCH);
            while (!open.isEmpty()) {
                open.forEach(this::delete);
                if (Instant.now().isAfter(until)) {
                    return new Outcome.Postponed(Instant.now());
                }
                open = repository.open(BATCH);
            }
            return new Outcome.Finished();
        } catch (StorageException e) {
            LOG.warnf("The files of deleted pictures are deleted later: %s", e.getMessage());
            return new Outcome.Postponed(Instant.now().plus(PAUSE_AFTER_FAILURE));
        }
    }

    private void delete(Deletion deletion) {
        Renditions.SIZES.forEach(size -> objects.delete(Keys.rendition(deletion.image(), size)));
        if (deletion.managed()) {
            objects.delete(deletion.objectKey());
        }
        repository.done(deletion);
    }
}
