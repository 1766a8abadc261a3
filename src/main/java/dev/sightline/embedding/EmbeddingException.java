package dev.sightline.embedding;

import dev.sightline.web.ProblemException;

/// A model did not give a vector. The message says what a person can do.
public class EmbeddingException extends ProblemException {

    private final boolean passing;

    /// @param passing whether the same call may succeed later (a busy service), or never (a picture that is refused)
    public EmbeddingException(String message, boolean passing, Throwable cause) {
        super(503, "model-unavailable", message, cause);
        this.passing = passing;
    }

    public boolean isPassing() {
        return passing;
    }
}
