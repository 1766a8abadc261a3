package dev.sightline.embedding.hub;

import dev.sightline.embedding.hub.Model.Progress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// How far a transfer is, and how fast it was in the last seconds. Safe for use by several threads.
final class Meter {

    private static final long WINDOW = Duration.ofSeconds(5).toNanos();
    private static final long BETWEEN = Duration.ofMillis(200).toNanos();

    private record Sample(long nanos, long done) {}

    private final long total;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long done;

    Meter(long total) {
        this.total = total;
    }

    /// Where the transfer is taken up: what is here already says nothing about the speed.
    synchronized void start(long done) {
        this.done = done;
        samples.clear();
        samples.add(new Sample(System.nanoTime(), done));
    }

    synchronized void add(long bytes) {
        done += bytes;
        long now = System.nanoTime();
        if (now - samples.getLast().nanos() >= BETWEEN) {
            samples.add(new Sample(now, done));
        }
        while (samples.size() > 1 && now - samples.getFirst().nanos() > WINDOW) {
            samples.removeFirst();
        }
    }

    synchronized Progress progress() {
        long rate = rate();
        return new Progress(done, total, rate, rate == 0 ? null : (total - done + rate - 1) / rate);
    }

    private long rate() {
        if (samples.isEmpty()) {
            return 0;
        }
        long nanos = System.nanoTime() - samples.getFirst().nanos();
        long bytes = done - samples.getFirst().done();
        return nanos < BETWEEN || bytes <= 0 ? 0 : Math.round(bytes * 1e9 / nanos);
    }
}
