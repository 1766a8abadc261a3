package dev.sightline.duplicate;

import dev.sightline.ingest.Batches;
import dev.sightline.ingest.Outcome;
import dev.sightline.ingest.QueuedTask;
import dev.sightline.ingest.StoredRenditions;
import dev.sightline.picture.PictureException;
import dev.sightline.picture.Renditions;
import dev.sightline.storage.MissingObjectException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Looks at the thumbnails of images that are new, and pairs those that look the same.
@ApplicationScoped
class DuplicateTask implements QueuedTask {

    static final String NAME = "duplicates";

    /// There is one piece of this work.
    static final String ALL = "all";

    private static final Logger LOG = Logger.getLogger(DuplicateTask.class);
    private static final int BATCH = 50;

    private final DuplicateRepository repository;
    private final StoredRenditions renditions;

    DuplicateTask(DuplicateRepository repository, StoredRenditions renditions) {
        this.repository = repository;
        this.renditions = renditions;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome attempt(String piece) {
        return Batches.attempt(
                () -> repository.uncompared(BATCH),
                this::compare,
                reason -> LOG.warnf("Duplicates are looked for later: %s", reason));
    }

    private void compare(List<UUID> images) throws InterruptedException {
        var hashes = new HashMap<UUID, OptionalLong>();
        for (var image : images) {
            hashes.put(image, hash(image));
        }
        repository.compare(hashes);
    }

    /// Of an image whose thumbnail is gone nothing is known until it was taken in again.
    private OptionalLong hash(UUID image) throws InterruptedException {
        try {
            return PerceptualHash.of(renditions.read(image, Renditions.THUMBNAIL));
        } catch (MissingObjectException | PictureException e) {
            LOG.warnf("%s is not compared with others: %s", image, e.getMessage());
            return OptionalLong.empty();
        }
    }
}
