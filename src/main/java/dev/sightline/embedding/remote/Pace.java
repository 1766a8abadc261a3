package dev.sightline.embedding.remote;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// When the next request may be sent: so many a second, evenly, and none while the service wants to be left alone.
final class Pace {

    private static final double NANOS = 1e9;

    private final Duration gap;
    private final InstantSource clock;
    private Instant next = Instant.MIN;
    private Instant held = Instant.MIN;

    Pace(double requestsPerSecond, InstantSource clock) {
        this.gap = Duration.ofNanos(Math.round(NANOS / requestsPerSecond));
        this.clock = clock;
    }

    /// Takes the next place.
    ///
    /// @return how long it is until then
    synchronized Duration take() {
        var now = clock.instant();
        var at = later(later(now, next), held);
        next = at.plus(gap);
        return Duration.between(now, at);
    }

    /// Takes the place of now; those who come later wait for it.
    synchronized void takeNow() {
        next = later(clock.instant(), next).plus(gap);
    }

    /// Nobody takes a place before this time is over.
    synchronized void hold(Duration time) {
        held = later(held, clock.instant().plus(time));
    }

    /// How long nobody is to send anything.
    synchronized Duration held() {
        var now = clock.instant();
        return held.isAfter(now) ? Duration.between(now, held) : Duration.ZERO;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
