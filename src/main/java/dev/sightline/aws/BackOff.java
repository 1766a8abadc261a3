package dev.sightline.aws;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How long to wait before the next attempt: twice as long after each failure, give or take a half, so that many do not
/// come back at once.
///
/// @param first   after the first failure
/// @param longest however many there were
public record BackOff(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 20;

    /// @param failures in a row, 1 or more
    public Duration after(int failures) {
        double doubled = first.toMillis() * Math.pow(2, Math.min(failures - 1, MOST_DOUBLINGS));
        double wait = Math.min(doubled, longest.toMillis())
                * ThreadLocalRandom.current().nextDouble(0.5, 1.5);
        return Duration.ofMillis(Math.round(wait));
    }
}
