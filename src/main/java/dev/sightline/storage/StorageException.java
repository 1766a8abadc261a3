package dev.sightline.storage;

import dev.sightline.web.ProblemException;

/// The object storage did not do what was asked. The message says what a person can do.
public class StorageException extends ProblemException {

    private final boolean passing;

    /// @param passing whether the same call may succeed later (network, busy service), or never (access is denied)
    public StorageException(String message, boolean passing, Throwable cause) {
        super(503, "storage-unavailable", message, cause);
        this.passing = passing;
    }

    public boolean isPassing() {
        return passing;
    }
}
