package dev.sightline.index;

import java.time.Instant;

/// A generation and how far it has come.
///
/// @param activating  whether it becomes active by itself as soon as nothing is missing
/// @param rate        images a second when it was last built, or null
/// @param failure     why its model does not answer, or null
/// @param activatedAt null if it never was active
/// @param retiredAt   null if it was not active before
public record Stage(
        Generation generation,
        State state,
        boolean paused,
        boolean activating,
        Double rate,
        Failure failure,
        Instant createdAt,
        Instant activatedAt,
        Instant retiredAt) {

    public enum State {
        /// Is being given the vectors that it lacks.
        BUILDING,
        /// Searches run against it.
        ACTIVE,
        /// Was active, and is kept so that one can go back to it.
        RETIRED
    }

    public record Failure(String code, String reason) {}

    /// Whether somebody has to work on it.
    public boolean isWork() {
        return state == State.BUILDING && !paused;
    }
}
