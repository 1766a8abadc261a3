package dev.sightline.index;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Locale;

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

    @RegisterForReflection
    public enum State {
        /// Is being given the vectors that it lacks.
        @JsonProperty("building")
        BUILDING,
        /// Searches run against it.
        @JsonProperty("active")
        ACTIVE,
        /// Was active, and is kept so that one can go back to it.
        @JsonProperty("retired")
        RETIRED;

        /// As the API, the metrics and the database have it: `building`.
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public record Failure(String code, String reason) {}

    /// Whether it is being given the vectors that it lacks.
    public boolean isBeingBuilt() {
        return state == State.BUILDING && !paused;
    }

    /// Whether somebody sees to it that it has all vectors.
    public boolean isKeptComplete() {
        return state == State.ACTIVE || isBeingBuilt();
    }
}
