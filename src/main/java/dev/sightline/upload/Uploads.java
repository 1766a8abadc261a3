package dev.sightline.upload;

import dev.sightline.account.Person;
import dev.sightline.account.Persons;
import dev.sightline.ingest.Jobs;
import dev.sightline.library.Collections;
import dev.sightline.library.Ids;
import dev.sightline.picture.MediaType;
import dev.sightline.picture.Sidecar;
import dev.sightline.picture.SidecarException;
import dev.sightline.storage.Keys;
import dev.sightline.storage.ObjectStore;
import dev.sightline.storage.Presigner;
import dev.sightline.storage.StoredObject;
import dev.sightline.upload.Upload.Purpose;
import dev.sightline.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Slots for files, from the offer to the moment when the object is there. The bytes go from the browser to the
/// storage; nothing of them passes here.
@ApplicationScoped
public class Uploads {

    /// Other names for media types that are read.
    private static final Set<String> OTHER_TYPES = Set.of(
            "image/x-ms-bmp",
            "image/pjpeg",
            "image/heif",
            "image/heic-sequence",
            "image/heif-sequence",
            "image/dng",
            "image/x-dcraw");

    private static final String UNKNOWN = "application/octet-stream";

    private final UploadRepository repository;
    private final Collections collections;
    private final Persons persons;
    private final ObjectStore objects;
    private final Presigner presigner;
    private final Jobs jobs;
    private final UploadConfig config;

    Uploads(
            UploadRepository repository,
            Collections collections,
            Persons persons,
            ObjectStore objects,
            Presigner presigner,
            Jobs jobs,
            UploadConfig config) {
        this.repository = repository;
        this.collections = collections;
        this.persons = persons;
        this.objects = objects;
        this.presigner = presigner;
        this.jobs = jobs;
        this.config = config;
    }

    /// Answers each offer with a slot, in the same order.
    ///
    /// @param collection that the images belong to
    public List<Slot> open(List<Offer> offers, Purpose purpose, long collection, Person person) {
        return offers.stream()
                .map(offer -> open(offer, purpose, collection, person))
                .toList();
    }

    /// A sidecar that cannot be read is left out, and the file is taken.
    private Slot open(Offer offer, Purpose purpose, long collection, Person person) {
        if (offer.sidecar() == null) {
            return open(offer, null, purpose, collection, person);
        }
        var sidecar = offer.sidecar().text();
        try {
            Sidecar.read(sidecar);
            return open(offer, sidecar, purpose, collection, person);
        } catch (SidecarException refused) {
            return open(offer, null, purpose, collection, person).without(refused);
        }
    }

    private Slot open(Offer offer, String sidecar, Purpose purpose, long collection, Person person) {
        var type = mediaType(offer);
        if (offer.size() < 1) {
            return Slot.refused("empty", "%s is empty.".formatted(offer.fileName()));
        }
        if (offer.size() > config.maxSize().asLongValue()) {
            return Slot.refused(
                    "too-large",
                    "%s has %,d MB; the limit is %,d MB."
                            .formatted(
                                    offer.fileName(),
                                    offer.size() >> 20,
                                    config.maxSize().asLongValue() >> 20));
        }
        if (!isTaken(type)) {
            return Slot.refused(
                    "format-unsupported", "%s is %s. %s are taken.".formatted(offer.fileName(), type, MediaType.READ));
        }
        var upload = upload(offer, sidecar, type, purpose, collection, person);
        if (purpose == Purpose.IMAGE && offer.hash() != null) {
            var duplicate = repository.duplicate(upload.collection(), offer.hash());
            if (duplicate.isPresent()) {
                if (sidecar != null) {
                    repository.keepSidecar(upload.duplicateOf(duplicate.get()));
                }
                return Slot.duplicate(duplicate.get());
            }
        }
        repository.insert(upload);
        return Slot.ready(
                upload.id(), presigner.post(upload.objectKey(), type, offer.size(), offer.size(), config.life()));
    }

    /// What the file really is, its bytes will tell.
    private static boolean isTaken(String type) {
        return type.equals(UNKNOWN)
                || OTHER_TYPES.contains(type)
                || Arrays.stream(MediaType.values())
                        .anyMatch(known -> known.mimeType().equals(type));
    }

    private static String mediaType(Offer offer) {
        var type = offer.type() == null
                ? ""
                : offer.type().strip().toLowerCase(Locale.ROOT).replaceFirst(";.*", "");
        return type.isEmpty() ? UNKNOWN : type;
    }

    private Upload upload(Offer offer, String sidecar, String type, Purpose purpose, long collection, Person person) {
        var id = Ids.next();
        var key = purpose == Purpose.IMAGE ? Keys.original(id) : Keys.query(id);
        var now = Instant.now();
        return new Upload(
                id,
                collection,
                person.id(),
                purpose,
                key,
                offer.fileName(),
                type,
                offer.size(),
                "open",
                null,
                now,
                now.plus(config.life()),
                sidecar);
    }

    /// Takes the object of a slot in. Again: the same answer.
    ///
    /// @throws ProblemException 404 no such slot, 409 the object is not there, 422 it has another size, 410 expired
    ///                          or cancelled, or its image deleted since
    public Completion complete(UUID id, Person person) {
        var upload = find(id, person);
        switch (upload.state()) {
            case "completed", "duplicate" -> {
                return completion(upload);
            }
            case "expired" ->
                throw new ProblemException(
                        410, "upload-expired", "This upload was open for too long. Offer the file again.");
            case "deleted" ->
                throw new ProblemException(
                        410, "image-deleted", "The picture of this upload was deleted since. Offer the file again.");
            case "cancelled" ->
                throw new ProblemException(410, "upload-cancelled", "This upload was cancelled. Offer the file again.");
            default -> {}
        }
        requireObject(upload);
        complete(upload);
        return completion(find(id, person));
    }

    /// Gives a slot back, with what has arrived for it. Again: nothing more.
    ///
    /// @throws ProblemException 404 no such slot, 409 its file is in the library already
    public void cancel(UUID id, Person person) {
        var upload = find(id, person);
        if (repository.cancel(id)) {
            objects.delete(upload.objectKey());
        } else if (!find(id, person).state().equals("cancelled")) {
            throw new ProblemException(
                    409,
                    "upload-completed",
                    "This file is in the library already. It can be moved to the trash there.");
        }
    }

    /// How far uploads are, in the order asked for.
    public List<UploadStatus> statuses(List<UUID> ids, Person person) {
        var known = repository.statuses(ids, person).stream()
                .collect(Collectors.toMap(UploadStatus::id, Function.identity()));
        return ids.stream()
                .map(id -> known.getOrDefault(id, UploadStatus.unknown(id)))
                .toList();
    }

    /// The bytes of a picture that was uploaded to search with.
    ///
    /// @throws ProblemException 404, or 409 if they are not there yet
    public byte[] query(UUID id, Person person) {
        var upload = find(id, person);
        requireObject(upload);
        return objects.get(upload.objectKey());
    }

    private Upload find(UUID id, Person person) {
        return repository
                .find(id)
                .filter(upload -> upload.person() == person.id())
                .orElseThrow(() -> new ProblemException(
                        404, "upload-not-found", "There is no upload %s. Offer the file again.".formatted(id)));
    }

    private void requireObject(Upload upload) {
        var object = objects.head(upload.objectKey())
                .orElseThrow(() -> new ProblemException(
                        409, "object-missing", "The file has not arrived in the storage. Send it, then complete."));
        if (object.size() != upload.size()) {
            throw new ProblemException(
                    422,
                    "wrong-size",
                    "The file has %,d bytes in the storage, but %,d were announced. Send it again."
                            .formatted(object.size(), upload.size()));
        }
    }

    void complete(Upload upload) {
        if (upload.purpose() == Purpose.IMAGE && repository.complete(upload)) {
            jobs.enqueue(upload.id());
        }
    }

    /// Takes in an object of ours that nothing is known of, as after a restored database.
    void adopt(StoredObject object, UUID id) {
        var now = Instant.now();
        var upload = new Upload(
                id,
                collections.library(),
                persons.current().id(),
                Purpose.IMAGE,
                object.key(),
                id.toString(),
                UNKNOWN,
                object.size(),
                "open",
                null,
                now,
                now,
                null);
        repository.insert(upload);
        complete(upload);
    }

    private Completion completion(Upload upload) {
        if (upload.purpose() == Purpose.QUERY) {
            return new Completion(null, "ready");
        }
        return new Completion(upload.image(), upload.state().equals("duplicate") ? "duplicate" : "processing");
    }
}
