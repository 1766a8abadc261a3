package dev.sightline.ingest;

import dev.sightline.picture.PictureException;
import dev.sightline.picture.Renditions;
import dev.sightline.storage.Keys;
import dev.sightline.storage.MissingObjectException;
import dev.sightline.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Makes the thumbnail for dense displays out of the preview, for images that were taken in before there was one.
@ApplicationScoped
class ThumbnailTask implements QueuedTask {

    static final String NAME = "thumbnails";

    /// There is one piece of this work.
    static final String ALL = "all";

    private static final Logger LOG = Logger.getLogger(ThumbnailTask.class);
    private static final int BATCH = 20;

    private final IngestRepository repository;
    private final StoredRenditions renditions;
    private final ObjectStore objects;

    ThumbnailTask(IngestRepository repository, StoredRenditions renditions, ObjectStore objects) {
        this.repository = repository;
        this.renditions = renditions;
        this.objects = objects;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome attempt(String piece) {
        return Batches.attempt(
                () -> repository.withoutThumbnail2x(BATCH),
                this::make,
                reason -> LOG.warnf("Thumbnails are made later: %s", reason));
    }

    private void make(List<UUID> images) throws InterruptedException {
        for (var image : images) {
            make(image);
        }
    }

    /// Where there is no preview to make it of, it counts as made: the audit then misses it like any other
    /// rendition, and has the image taken in again.
    private void make(UUID image) throws InterruptedException {
        try {
            var thumbnail = Renditions.thumbnail2x(renditions.read(image, Renditions.PREVIEW));
            objects.put(Keys.rendition(image, thumbnail.size()), thumbnail.jpeg(), "image/jpeg");
        } catch (MissingObjectException | PictureException e) {
            LOG.warnf("%s has no preview to make a thumbnail of: %s", image, e.getMessage());
        }
        repository.thumbnail2xMade(image);
    }
}
