package dev.sightline.ingest;

import dev.sightline.index.Calibrations;
import dev.sightline.index.Generations;
import dev.sightline.index.VectorRepository;
import dev.sightline.ingest.IngestRepository.Stored;
import dev.sightline.storage.Keys;
import dev.sightline.storage.ObjectStore;
import dev.sightline.storage.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Finds images that nobody is taking in, that cannot be searched, or whose objects are not what the catalogue says.
@ApplicationScoped
class IngestSweep implements SweepTask {

    private static final Logger LOG = Logger.getLogger(IngestSweep.class);

    private static final Duration CHANGES_KEPT = Duration.ofDays(7);

    private final IngestRepository repository;
    private final JobQueue queue;
    private final Generations generations;
    private final Calibrations calibrations;
    private final VectorRepository vectors;
    private final ObjectStore objects;

    IngestSweep(
            IngestRepository repository,
            JobQueue queue,
            Generations generations,
            Calibrations calibrations,
            VectorRepository vectors,
            ObjectStore objects) {
        this.repository = repository;
        this.queue = queue;
        this.generations = generations;
        this.calibrations = calibrations;
        this.vectors = vectors;
        this.objects = objects;
    }

    @Override
    public void sweep() {
        repository.forgotten().forEach(queue::enqueue);
        var generation = generations.active();
        // Made once for each model, so that the first picture need not wait for it.
        calibrations.of(generation);
        var withoutVector = repository.withoutVector(generation.spaceId());
        for (var image : withoutVector) {
            repository.renew(image);
            queue.enqueue(image);
        }
        if (!withoutVector.isEmpty()) {
            LOG.infof("%d images have no vector in the active generation and are taken in again", withoutVector.size());
        }
    }

    @Override
    public void audit() {
        vectors.forgetChanges(CHANGES_KEPT);
        // Objects first, then rows: a row is there before its objects are.
        Map<String, Long> originals = objects.list(Keys.ORIGINALS)
                .collect(Collectors.toMap(StoredObject::key, StoredObject::size, (first, _) -> first));
        var renditions = objects.list(Keys.RENDITIONS).map(StoredObject::key).toList();
        Set<UUID> known = new HashSet<>();
        repository.eachStored(row -> {
            known.add(row.image());
            compare(row, originals);
        });
        renditions.stream().filter(key -> !known.contains(image(key))).forEach(objects::delete);
    }

    /// Objects put there by others are looked up one by one: they are under any key.
    private void compare(Stored row, Map<String, Long> sizes) {
        var size = row.objectKey().startsWith(Keys.ORIGINALS)
                ? sizes.get(row.objectKey())
                : objects.head(row.objectKey()).map(StoredObject::size).orElse(null);
        if (row.state().equals("failed")) {
            return;
        }
        if (size == null && objects.head(row.objectKey()).isEmpty()) {
            LOG.errorf("The object of image %s is missing: %s", row.image(), row.objectKey());
            repository.fail(row.image(), "object-missing", "The file is not in the storage any more. Upload it again.");
        } else if (size != null && size != row.size()) {
            LOG.errorf("The object of image %s has %d bytes, not %d", row.image(), size, row.size());
            repository.fail(
                    row.image(),
                    "object-changed",
                    "The file in the storage has %,d bytes, but had %,d. Somebody replaced it; upload it again."
                            .formatted(size, row.size()));
        }
    }

    private static UUID image(String renditionKey) {
        try {
            return UUID.fromString(renditionKey.split("/")[1]);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return null;
        }
    }
}
