package dev.sightline.embedding.hub;

import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.clip.ModelFiles;
import dev.sightline.embedding.hub.Model.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// A model of the catalogue, and the thread that fetches it. The state is that of this process; what counts is on the
/// disk, and the next process begins from there.
final class PublishedModel implements LocalHolding {

    private static final Logger LOG = Logger.getLogger(PublishedModel.class);
    private static final int LONGER = 6;
    private static final Duration LONGEST_RETRY = Duration.ofDays(1);
    private static final Duration TO_END = Duration.ofSeconds(2);

    private final ModelEntry entry;
    private final ModelStore store;
    private final Hub hub;
    private final HubConfig config;
    private final Runnable ready;
    private final Semaphore clicks = new Semaphore(0);
    private volatile Situation situation;
    private volatile Download download;
    private Thread worker;

    /// @param ready is told once the model is there, if it was not from the start
    PublishedModel(ModelEntry entry, ModelStore store, Hub hub, HubConfig config, Runnable ready) {
        this.entry = entry;
        this.store = store;
        this.hub = hub;
        this.config = config;
        this.ready = ready;
        this.situation = Situation.of(store.has(entry) ? ModelState.READY : ModelState.ABSENT);
    }

    @Override
    public Model describe(boolean wanted) {
        var now = situation;
        return new Model(
                entry.id(),
                entry.name(),
                entry.licence(),
                entry.dimension(),
                entry.languages(),
                entry.bytes(),
                wanted,
                now.state(),
                now.state().isUnderWay() ? progress() : null,
                now.error(),
                null,
                null,
                null);
    }

    private Progress progress() {
        return download.progress();
    }

    @Override
    public ModelFiles files() {
        var now = situation;
        return switch (now.state()) {
            case READY -> store.files(entry);
            case ABSENT ->
                throw new EmbeddingException(
                        "The model %s is not on this machine. Fetch it first.".formatted(entry.id()), false, null);
            case WAITING, FETCHING, VERIFYING ->
                throw new EmbeddingException(
                        "The model %s is on its way: %d %% of it are here."
                                .formatted(entry.id(), progress().percent()),
                        true,
                        null);
            case FAILED ->
                throw new EmbeddingException(
                        "The model %s could not be fetched. %s"
                                .formatted(entry.id(), now.error().reason()),
                        true,
                        null);
        };
    }

    @Override
    public synchronized void fetch() {
        if (situation.state() == ModelState.READY) {
            return;
        }
        if (worker != null && worker.isAlive()) {
            if (situation.state() == ModelState.FAILED) {
                situation = Situation.of(ModelState.FETCHING);
            }
            clicks.release();
            return;
        }
        download = new Download(entry, store, hub, config, clicks, now -> situation = now);
        situation = Situation.of(ModelState.FETCHING);
        // Virtual, because their interruption closes a connection that sends nothing.
        worker = Thread.ofVirtual().name("fetch-" + entry.id()).start(this::run);
    }

    @Override
    public synchronized void stop() {
        if (worker != null) {
            worker.interrupt();
            try {
                worker.join(TO_END);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try {
            Duration retry = config.retry();
            while (!isFetched(retry)) {
                boolean asked = clicks.tryAcquire(retry.toMillis(), TimeUnit.MILLISECONDS);
                retry = asked ? config.retry() : longer(retry);
            }
            situation = Situation.of(ModelState.READY);
            LOG.infof("The model %s is here.", entry.id());
        } catch (InterruptedException _) {
            situation = Situation.of(ModelState.ABSENT);
            return;
        }
        ready.run();
    }

    private boolean isFetched(Duration retry) throws InterruptedException {
        clicks.drainPermits();
        try {
            download.run();
            return true;
        } catch (FetchException e) {
            LOG.warnf(
                    "The model %s could not be fetched. %s Next try in %d minutes.",
                    entry.id(), e.getMessage(), retry.toMinutes());
            situation = Situation.failed(e.code(), e.getMessage(), Instant.now().plus(retry));
        } catch (RuntimeException e) {
            LOG.errorf(e, "The model %s could not be fetched", entry.id());
            situation = Situation.failed(
                    "unexpected",
                    "Something unexpected happened, which is in the log.",
                    Instant.now().plus(retry));
        }
        return false;
    }

    private static Duration longer(Duration retry) {
        var longer = retry.multipliedBy(LONGER);
        return longer.compareTo(LONGEST_RETRY) < 0 ? longer : LONGEST_RETRY;
    }
}
