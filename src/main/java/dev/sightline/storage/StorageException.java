package dev.sightline.storage;

import dev.sightline.web.ProblemException;
import java.time.Duration;

/// The object storage did not do what was asked. The message says what a person can do.
public class StorageException extends ProblemException {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final boolean passing;

    /// @param passing whether the same call may succeed later (network, busy service, credentials that have ended), or
    ///     never (access is denied)
    public StorageException(String message, boolean passing, Throwable cause) {
        super(503, "storage-unavailable", message, cause);
        this.passing = passing;
        if (passing) {
            retryAfter(SOON);
        }
    }

    public boolean isPassing() {
        return passing;
    }
}
