package dev.sightline.upload;

import dev.sightline.ingest.Repairs;
import dev.sightline.ingest.Repairs.Kind;
import dev.sightline.ingest.SweepTask;
import dev.sightline.storage.Keys;
import dev.sightline.storage.ObjectStore;
import dev.sightline.storage.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Sees to slots that nobody came back to: takes in what has arrived, gives up what has not, and removes objects that
/// are in no use.
@ApplicationScoped
class UploadSweep implements SweepTask {

    private static final Logger LOG = Logger.getLogger(UploadSweep.class);
    /// So long it is still said of a slot that it has expired, and not that it is unknown.
    private static final Duration MEMORY = Duration.ofDays(7);

    private final UploadRepository repository;
    private final Uploads uploads;
    private final ObjectStore objects;
    private final Repairs repairs;
    private final UploadConfig config;

    UploadSweep(
            UploadRepository repository, Uploads uploads, ObjectStore objects, Repairs repairs, UploadConfig config) {
        this.repository = repository;
        this.uploads = uploads;
        this.objects = objects;
        this.repairs = repairs;
        this.config = config;
    }

    @Override
    public void sweep() {
        for (var upload : repository.open(config.patience())) {
            if (objects.head(upload.objectKey()).isPresent()) {
                LOG.infof("The upload of %s arrived, but was never completed: taking it in", upload.name());
                uploads.complete(upload);
            } else if (upload.expiresAt().plus(config.grace()).isBefore(Instant.now())) {
                repository.expire(upload.id());
            }
        }
        repository.forgetUnused(Instant.now().minus(MEMORY));
        for (var query : repository.queriesBefore(Instant.now().minus(config.queryLife()))) {
            repository.deleteQuery(query.id(), () -> objects.delete(query.objectKey()));
        }
    }

    @Override
    public void audit() {
        var listed = objects.list(Keys.ORIGINALS).toList();
        var others = repository.leftToOthers();
        listed.stream().filter(object -> !others.contains(object.key())).forEach(this::check);
    }

    /// An object is an image's, or is on its way to be one, or is nobody's.
    private void check(StoredObject object) {
        var id = id(object);
        if (id.isEmpty()) {
            LOG.warnf("Nothing is known of the object %s, and its name is not one of ours", object.key());
            return;
        }
        var upload = repository.find(id.get());
        if (upload.isEmpty()) {
            repairs.record(
                    Kind.ROW_MISSING, id.get(), "%s belonged to no image and is taken in.".formatted(object.key()));
            uploads.adopt(object, id.get());
            return;
        }
        switch (upload.get().state()) {
            case "open", "expired" -> uploads.complete(upload.get());
            case "duplicate", "deleted", "cancelled" -> objects.delete(object.key());
            default -> {}
        }
    }

    private static Optional<UUID> id(StoredObject object) {
        try {
            return Optional.of(UUID.fromString(object.key().substring(Keys.ORIGINALS.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
