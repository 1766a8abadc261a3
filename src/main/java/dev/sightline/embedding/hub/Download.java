package dev.sightline.embedding.hub;

import dev.sightline.embedding.hub.Model.Progress;
import dev.sightline.embedding.hub.ModelStore.Lease;
import dev.sightline.web.Phrases;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// One attempt to bring a model to this machine: all of its files, or none.
final class Download implements FileFetch.Watcher {

    private static final Logger LOG = Logger.getLogger(Download.class);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final ModelEntry entry;
    private final ModelStore store;
    private final Hub hub;
    private final HubConfig config;
    private final Semaphore clicks;
    private final Consumer<Situation> told;
    private final Meter meter;
    private int fruitless;
    private long logged = System.nanoTime();

    /// @param clicks of a person who does not want to wait
    /// @param told   is told whenever the state changes
    Download(
            ModelEntry entry, ModelStore store, Hub hub, HubConfig config, Semaphore clicks, Consumer<Situation> told) {
        this.entry = entry;
        this.store = store;
        this.hub = hub;
        this.config = config;
        this.clicks = clicks;
        this.told = told;
        this.meter = new Meter(entry.bytes());
        meter.start(store.gathered(entry));
    }

    Progress progress() {
        return meter.progress();
    }

    /// Returns when the model is where it is looked for, whoever brought it there.
    void run() throws FetchException, InterruptedException {
        try (var _ = lease()) {
            if (!store.has(entry)) {
                store.prepare(entry);
                gather();
                store.install(entry);
            }
        } catch (IOException e) {
            throw store.unwritable(e);
        }
    }

    /// Waits for its turn: one model is fetched at a time.
    private Lease lease() throws FetchException, InterruptedException {
        Optional<Lease> lease = store.lease();
        if (lease.isEmpty()) {
            told.accept(
                    Situation.waiting("other-fetch", "Another fetch, of this process or another, comes first.", null));
        }
        while (lease.isEmpty()) {
            Thread.sleep(BETWEEN_LOOKS);
            lease = store.lease();
        }
        return lease.get();
    }

    private void gather() throws FetchException, InterruptedException {
        meter.start(store.gathered(entry));
        LOG.infof(
                "Fetching the model %s, %s, from %s (%d %% are here)",
                entry.id(), Phrases.size(entry.bytes()), hub.url(), progress().percent());
        // The small ones first: what is wrong with the hub shows soon.
        for (var file : entry.files().stream()
                .sorted(Comparator.comparingLong(ModelFile::bytes))
                .toList()) {
            if (ModelStore.length(file.in(store.area(entry))) != file.bytes()) {
                told.accept(Situation.of(ModelState.FETCHING));
                new FileFetch(hub, store, entry, file, this).run();
            }
        }
    }

    @Override
    public void moved(long bytes) {
        meter.add(bytes);
        if (System.nanoTime() - logged > BETWEEN_LINES.toNanos()) {
            logged = System.nanoTime();
            var progress = meter.progress();
            LOG.infof(
                    "The model %s: %d %% of %s, %s a second",
                    entry.id(), progress.percent(), Phrases.size(progress.total()), Phrases.size(progress.rate()));
        }
    }

    @Override
    public void verifying() {
        told.accept(Situation.of(ModelState.VERIFYING));
    }

    /// Doubles with each attempt that gets no further. Many clients of one hub must not come back at once.
    @Override
    public void pause(FetchException failure, boolean gained) throws FetchException, InterruptedException {
        fruitless = gained ? 1 : fruitless + 1;
        if (fruitless >= config.attempts()) {
            throw failure;
        }
        long longest = Math.min(LONGEST_PAUSE.toMillis(), config.backOff().toMillis() << Math.min(fruitless, 20));
        var pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 4, longest * 3 / 4 + 1));
        pause = pause.compareTo(failure.pause()) < 0 ? failure.pause() : pause;
        LOG.infof("The model %s: %s Next attempt in %s s.", entry.id(), failure.getMessage(), pause.toMillis() / 1e3);
        told.accept(Situation.waiting(
                failure.code(), failure.getMessage(), Instant.now().plus(pause)));
        if (clicks.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            fruitless = 0;
        }
        meter.start(store.gathered(entry));
        told.accept(Situation.of(ModelState.FETCHING));
    }
}
