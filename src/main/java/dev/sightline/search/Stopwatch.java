package dev.sightline.search;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/// Measures the stages of one search, for its answer and for the metrics.
class Stopwatch {

    private final MeterRegistry metrics;
    private long last = System.nanoTime();

    Stopwatch(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /// Ends a stage.
    ///
    /// @return how long it took, in milliseconds
    long lap(String stage) {
        long now = System.nanoTime();
        var took = Duration.ofNanos(now - last);
        last = now;
        metrics.timer("sightline.search", "stage", stage).record(took);
        return took.toMillis();
    }
}
