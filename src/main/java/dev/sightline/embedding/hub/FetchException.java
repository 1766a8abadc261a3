package dev.sightline.embedding.hub;

import java.time.Duration;

/// A model, or a part of it, could not be fetched. The message says why, and what a person can do.
final class FetchException extends Exception {

    private final String code;
    private final boolean passing;
    private final Duration pause;

    private FetchException(String code, String message, boolean passing, Duration pause, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.passing = passing;
        this.pause = pause;
    }

    /// The same may succeed in a moment.
    static FetchException passing(String code, String message, Throwable cause) {
        return new FetchException(code, message, true, Duration.ZERO, cause);
    }

    /// The same may succeed after the pause that the hub asks for.
    static FetchException busy(String code, String message, Duration pause) {
        return new FetchException(code, message, true, pause, null);
    }

    /// Nothing changes until somebody changes it.
    static FetchException lasting(String code, String message, Throwable cause) {
        return new FetchException(code, message, false, Duration.ZERO, cause);
    }

    String code() {
        return code;
    }

    boolean isPassing() {
        return passing;
    }

    /// How long to wait at least.
    Duration pause() {
        return pause;
    }
}
