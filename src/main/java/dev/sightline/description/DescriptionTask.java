package dev.sightline.description;

import dev.sightline.description.DescriptionRepository.Work;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.ingest.IngestConfig;
import dev.sightline.ingest.Outcome;
import dev.sightline.ingest.QueuedTask;
import dev.sightline.picture.PictureException;
import dev.sightline.storage.MissingObjectException;
import dev.sightline.storage.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Gatherers;
import org.jboss.logging.Logger;

/// Describes the pictures that wait for it, some at a time. What is done is in PostgreSQL after each.
@ApplicationScoped
class DescriptionTask implements QueuedTask {

    static final String NAME = "describe";

    /// There is one piece of this work.
    static final String ALL = "all";

    private static final Logger LOG = Logger.getLogger(DescriptionTask.class);
    private static final Duration PIECE = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final DescriptionRepository repository;
    private final Describers describers;
    private final Describing describing;
    private final IngestConfig config;

    DescriptionTask(
            DescriptionRepository repository, Describers describers, Describing describing, IngestConfig config) {
        this.repository = repository;
        this.describers = describers;
        this.describing = describing;
        this.config = config;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome attempt(String piece) {
        if (!describers.isEnabled()) {
            return new Outcome.Finished();
        }
        var until = Instant.now().plus(PIECE);
        repository.resume();
        for (var works = begin(); !works.isEmpty(); works = begin()) {
            var away = describe(works);
            if (away != null) {
                return new Outcome.Postponed(away);
            }
            if (Instant.now().isAfter(until)) {
                return new Outcome.Postponed(Instant.now());
            }
        }
        return repository.nextDue().<Outcome>map(Outcome.Postponed::new).orElseGet(Outcome.Finished::new);
    }

    private List<Work> begin() {
        return repository.begin(describers.concurrency());
    }

    /// @return when what is away may be asked again, or null
    private Instant describe(List<Work> works) {
        var focus = repository.focus();
        return works.stream()
                .gather(Gatherers.mapConcurrent(works.size(), work -> new Ended(describe(work, focus))))
                .map(Ended::away)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private record Ended(Instant away) {}

    private Instant describe(Work work, String focus) {
        try {
            describing.describe(work.image(), focus, () -> repository.isBegun(work));
            return null;
        } catch (EmbeddingException e) {
            if (e.outage().isPresent()) {
                return away(work, Instant.now().plus(e.outage().get()), e);
            }
            return failed(work, e.isPassing(), e);
        } catch (MissingObjectException | PictureException e) {
            return failed(work, false, e);
        } catch (StorageException e) {
            return e.isPassing() ? away(work, Instant.now().plus(backOff(work.attempt())), e) : failed(work, false, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(work, true, e);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Describing %s failed", work.image());
            return failed(work, true, e);
        }
    }

    /// However long it is away.
    private Instant away(Work work, Instant due, Exception e) {
        repository.postpone(work.image(), due, "description-failed", e.getMessage());
        return due;
    }

    private Instant failed(Work work, boolean passing, Exception e) {
        var reason = "It could not be described. " + e.getMessage();
        if (passing && work.attempt() < config.attempts()) {
            repository.postpone(
                    work.image(), Instant.now().plus(backOff(work.attempt())), "description-failed", reason);
        } else {
            LOG.infof("Not described: %s: %s", work.image(), e.getMessage());
            repository.fail(work.image(), "description-failed", reason);
        }
        return null;
    }

    /// Doubles with each attempt, and is spread by a half to either side.
    private Duration backOff(int attempt) {
        long millis = Math.min(config.backOff().toMillis() << Math.min(attempt - 1, 20), LONGEST_WAIT.toMillis());
        return Duration.ofMillis((long) (millis * ThreadLocalRandom.current().nextDouble(0.5, 1.5)));
    }
}
