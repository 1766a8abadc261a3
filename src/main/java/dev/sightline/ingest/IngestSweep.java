package dev.sightline.ingest;

import dev.sightline.index.VectorRepository;
import dev.sightline.ingest.IngestRepository.Stored;
import dev.sightline.ingest.Repairs.Kind;
import dev.sightline.picture.Renditions;
import dev.sightline.storage.Keys;
import dev.sightline.storage.ObjectStore;
import dev.sightline.storage.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
    private final Repairs repairs;
    private final VectorRepository vectors;
    private final ObjectStore objects;

    IngestSweep(
            IngestRepository repository,
            JobQueue queue,
            Repairs repairs,
            VectorRepository vectors,
            ObjectStore objects) {
        this.repository = repository;
        this.queue = queue;
        this.repairs = repairs;
        this.vectors = vectors;
        this.objects = objects;
    }

    @Override
    public void sweep() {
        repository.forgotten().forEach(queue::enqueue);
    }

    @Override
    public void audit() {
        vectors.forgetChanges(CHANGES_KEPT);
        repairs.forgetOld();
        // Objects first, then rows: a row is there before its objects are.
        Map<String, Long> originals = sizes(Keys.ORIGINALS);
        Map<String, Long> renditions = sizes(Keys.RENDITIONS);
        Set<UUID> known = new HashSet<>();
        Map<UUID, Long> measured = new HashMap<>();
        repository.eachStored(row -> {
            known.add(row.image());
            compare(row, originals, renditions.keySet());
            if (row.renditionSize() == null && row.state().equals("ready")) {
                measured.put(row.image(), size(row, renditions));
            }
        });
        known.addAll(repository.beingDeleted());
        repository.measured(measured);
        renditions.keySet().stream().filter(key -> !known.contains(image(key))).forEach(this::removeRendition);
    }

    private Map<String, Long> sizes(String prefix) {
        return objects.list(prefix)
                .collect(Collectors.toMap(StoredObject::key, StoredObject::size, (first, _) -> first));
    }

    private static long size(Stored row, Map<String, Long> renditions) {
        return renditions(row).stream()
                .mapToLong(key -> renditions.getOrDefault(key, 0L))
                .sum();
    }

    /// One that is gone since it was listed belonged to an image that was deleted meanwhile.
    private void removeRendition(String key) {
        if (objects.head(key).isEmpty()) {
            return;
        }
        objects.delete(key);
        repairs.record(Kind.RENDITION_EXTRA, image(key), "%s belonged to no image and was deleted.".formatted(key));
    }

    /// Objects put there by others are looked up one by one: they are under any key.
    private void compare(Stored row, Map<String, Long> sizes, Set<String> renditions) {
        var size = row.objectKey().startsWith(Keys.ORIGINALS)
                ? sizes.get(row.objectKey())
                : objects.head(row.objectKey()).map(StoredObject::size).orElse(null);
        if (row.state().equals("failed")) {
            return;
        }
        if (size == null && objects.head(row.objectKey()).isEmpty()) {
            repairs.record(
                    Kind.OBJECT_MISSING,
                    row.image(),
                    "%s is not in the storage; the image failed.".formatted(row.name()));
            repository.fail(row.image(), "object-missing", "The file is not in the storage any more. Upload it again.");
        } else if (size != null && size != row.size()) {
            repairs.record(
                    Kind.OBJECT_CHANGED,
                    row.image(),
                    "%s has %,d bytes in the storage, not %,d; the image failed."
                            .formatted(row.name(), size, row.size()));
            repository.fail(
                    row.image(),
                    "object-changed",
                    "The file in the storage has %,d bytes, but had %,d. Somebody replaced it; upload it again."
                            .formatted(size, row.size()));
        } else if (row.state().equals("ready") && isMissingAny(renditions(row), renditions)) {
            repairs.record(Kind.RENDITION_MISSING, row.image(), "%s is read again.".formatted(row.name()));
            repository.renew(row.image());
            queue.enqueue(row.image());
        }
    }

    /// Those of an image that became ready in the meantime are there, but not in the listing.
    private boolean isMissingAny(List<String> keys, Set<String> listed) {
        return keys.stream()
                .anyMatch(key -> !listed.contains(key) && objects.head(key).isEmpty());
    }

    private static List<String> renditions(Stored row) {
        return Renditions.SIZES.stream()
                .filter(size -> size != Renditions.THUMBNAIL_2X || row.thumbnail2x())
                .map(size -> Keys.rendition(row.image(), size))
                .toList();
    }

    private static UUID image(String renditionKey) {
        try {
            return UUID.fromString(renditionKey.split("/")[1]);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return null;
        }
    }
}
