package dev.sightline.ingest;

import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Purpose;
import dev.sightline.index.Calibrations;
import dev.sightline.index.Generations;
import dev.sightline.index.Kind;
import dev.sightline.ingest.IngestRepository.Work;
import dev.sightline.picture.Picture;
import dev.sightline.picture.PictureException;
import dev.sightline.picture.PictureReading;
import dev.sightline.storage.Keys;
import dev.sightline.storage.MissingObjectException;
import dev.sightline.storage.ObjectStore;
import dev.sightline.storage.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/// From an object in the storage to an image that can be found. Every step can be done again without harm: a crash, a
/// second delivery or a second worker changes nothing.
@ApplicationScoped
class Ingest implements QueuedTask {

    private static final Logger LOG = Logger.getLogger(Ingest.class);
    static final String NAME = "ingest";
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final IngestRepository repository;
    private final Facts facts;
    private final Pictures pictures;
    private final ObjectStore objects;
    private final Generations generations;
    private final Calibrations calibrations;
    private final WordsReader words;
    private final IngestConfig config;
    private final Event<ImageReady> ready;

    Ingest(
            IngestRepository repository,
            Facts facts,
            Pictures pictures,
            ObjectStore objects,
            Generations generations,
            Calibrations calibrations,
            WordsReader words,
            IngestConfig config,
            Event<ImageReady> ready) {
        this.repository = repository;
        this.facts = facts;
        this.pictures = pictures;
        this.objects = objects;
        this.generations = generations;
        this.calibrations = calibrations;
        this.words = words;
        this.config = config;
        this.ready = ready;
    }

    @Override
    public String name() {
        return NAME;
    }

    /// One attempt to take an image in.
    @Override
    public Outcome attempt(String image) {
        return attempt(UUID.fromString(image));
    }

    private Outcome attempt(UUID image) {
        var work = repository.begin(image);
        return work.isEmpty() ? new Outcome.Finished() : attempt(work.get());
    }

    private Outcome attempt(Work work) {
        try {
            takeIn(work);
            return new Outcome.Finished();
        } catch (PictureException e) {
            return failed(work, e.code(), e.getMessage());
        } catch (MissingObjectException e) {
            return failed(work, "object-missing", "The file is not in the storage any more. Upload it again.");
        } catch (EmbeddingException e) {
            return outage(e)
                    .map(pause -> waiting(work, "embedding-failed", e, pause))
                    .orElseGet(() -> e.isPassing()
                            ? postponed(work, "embedding-failed", e)
                            : failed(work, "embedding-failed", e.getMessage()));
        } catch (StorageException e) {
            return e.isPassing()
                    ? waiting(work, "storage-failed", e, Duration.ZERO)
                    : failed(work, "storage-failed", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return waiting(work, "interrupted", e, Duration.ZERO);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.errorf(e, "Taking in %s (%s) failed", work.image(), work.name());
            return postponed(work, "unexpected", e);
        }
    }

    private void takeIn(Work work) throws InterruptedException {
        boolean seen;
        try (var file = pictures.open(() -> objects.get(work.objectKey()), work.size())) {
            var original = repository.identify(work, sha256(file.bytes()));
            if (original.isPresent()) {
                settle(work, original.get());
                return;
            }
            var reading = file.read();
            store(work, reading);
            seen = see(work, reading.picture());
        }
        // Words may take seconds, and memory for pixels is not held meanwhile.
        if (!seen && !read(work)) {
            throw new EmbeddingException("Another model has taken over meanwhile.", true, null);
        }
        ready.fire(new ImageReady(work.image(), work.collection()));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void settle(Work work, UUID original) {
        LOG.debugf("%s is a duplicate of %s", work.image(), original);
        repository.settle(work, original);
        if (work.managed()) {
            objects.delete(work.objectKey());
        }
    }

    private void store(Work work, PictureReading reading) {
        for (var rendition : reading.renditions()) {
            objects.put(Keys.rendition(work.image(), rendition.size()), rendition.jpeg(), "image/jpeg");
        }
        repository.decoded(work.image(), reading);
        facts.keep(work.image(), reading.header().metadata());
    }

    /// @return whether it is ready; it is not where the model of searches sees no pictures
    private boolean see(Work work, Picture picture) {
        // Another generation may become active while the model looks at the picture.
        for (var generation = generations.active();
                generation.kind() == Kind.IMAGE;
                generation = generations.active()) {
            var vector = generations.embedder(generation).image(picture, Purpose.INDEX);
            if (repository.ready(
                    work.image(), generation, calibrations.of(generation).calibrated(vector))) {
                return true;
            }
        }
        return false;
    }

    /// @return whether it is ready; it is not where the model of searches sees pictures by now
    private boolean read(Work work) throws InterruptedException {
        for (var generation = generations.active(); generation.kind() == Kind.TEXT; generation = generations.active()) {
            if (repository.ready(work.image(), generation, words.read(generation, work.image()))) {
                return true;
            }
        }
        return false;
    }

    private Outcome failed(Work work, String code, String reason) {
        LOG.infof("Not taken in: %s (%s), %s: %s", work.image(), work.name(), code, reason);
        repository.fail(work.image(), code, reason);
        return new Outcome.Finished();
    }

    /// Nor is it the model's fault if this service stops.
    private static Optional<Duration> outage(EmbeddingException e) {
        return Thread.currentThread().isInterrupted() ? Optional.of(Duration.ZERO) : e.outage();
    }

    /// A service or a storage that is away is no reason to fail an image, however long it is away.
    private Outcome waiting(Work work, String code, Exception e, Duration pause) {
        var wait = backOff(work.attempt());
        var due = Instant.now().plus(wait.compareTo(pause) > 0 ? wait : pause);
        var reason = e instanceof InterruptedException ? "Sightline is stopping." : e.getMessage();
        repository.postpone(work.image(), due, code, reason);
        return new Outcome.Postponed(due);
    }

    private Outcome postponed(Work work, String code, Throwable e) {
        var reason = code.equals("unexpected")
                ? "Something unexpected went wrong (%s). The log says more; retry when it is mended.".formatted(e)
                : e.getMessage();
        if (work.attempt() >= config.attempts()) {
            return failed(work, code, reason);
        }
        var due = Instant.now().plus(backOff(work.attempt()));
        repository.postpone(work.image(), due, code, reason);
        return new Outcome.Postponed(due);
    }

    /// Doubles with each attempt, and is spread by a half to either side so that many do not come back at once.
    private Duration backOff(int attempt) {
        long millis = Math.min(config.backOff().toMillis() << Math.min(attempt - 1, 20), LONGEST_WAIT.toMillis());
        return Duration.ofMillis((long) (millis * ThreadLocalRandom.current().nextDouble(0.5, 1.5)));
    }
}
