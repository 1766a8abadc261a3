package dev.sightline.duplicate;

import dev.sightline.ingest.Outcome;
import dev.sightline.ingest.QueuedTask;
import dev.sightline.ingest.StoredRenditions;
import dev.sightline.picture.PictureException;
import dev.sightline.picture.Renditions;
import dev.sightline.storage.MissingObjectException;
import dev.sightline.storage.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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
    private static final Duration PIECE = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);
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
        var until = Instant.now().plus(PIECE);
        try {
            var images = repository.uncompared(BATCH);
            while (!images.isEmpty()) {
                var hashes = new HashMap<UUID, OptionalLong>();
                for (var image : images) {
                    hashes.put(image, hash(image));
                }
                repository.compare(hashes);
                if (Instant.now().isAfter(until)) {
                    return new Outcome.Postponed(Instant.now());
                }
                images = repository.uncompared(BATCH);
            }
            return new Outcome.Finished();
        } catch (StorageException e) {
            LOG.warnf("Duplicates are looked for later: %s", e.getMessage());
            return new Outcome.Postponed(Instant.now().plus(PAUSE_AFTER_FAILURE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Postponed(Instant.now());
        }
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
