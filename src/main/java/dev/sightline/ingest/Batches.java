package dev.sightline.ingest;

import dev.sightline.storage.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Work on whatever is left to be done, some of it at a time. An attempt ends after a few seconds, whoever stops the
/// service need not wait for longer; the next one goes on where it ended.
public final class Batches {

    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

    /// What is done with some of it.
    @FunctionalInterface
    public interface Work<T> {
        void on(List<T> batch) throws InterruptedException;
    }

    private Batches() {}

    /// @param next    some of what is left, without what is done already; empty at the end
    /// @param delayed told why the storage could not serve; it is tried again
    public static <T> Outcome attempt(Supplier<List<T>> next, Work<T> work, Consumer<String> delayed) {
        var until = Instant.now().plus(ATTEMPT);
        try {
            for (var batch = next.get(); !batch.isEmpty(); batch = next.get()) {
                work.on(batch);
                if (Instant.now().isAfter(until)) {
                    return new Outcome.Postponed(Instant.now());
                }
            }
            return new Outcome.Finished();
        } catch (StorageException e) {
            delayed.accept(e.getMessage());
            return new Outcome.Postponed(Instant.now().plus(PAUSE_AFTER_FAILURE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Postponed(Instant.now());
        }
    }
}
