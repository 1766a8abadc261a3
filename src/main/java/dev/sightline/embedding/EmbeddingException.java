package dev.sightline.embedding;

import dev.sightline.web.ProblemException;
import java.time.Duration;
import java.util.Optional;

/// A model did not give a vector. The message says what a person can do.
public class EmbeddingException extends ProblemException {

    private final boolean passing;
    private final Duration outage;

    /// @param passing whether the same call may succeed later (a busy service), or never (a picture that is refused)
    public EmbeddingException(String message, boolean passing, Throwable cause) {
        this(message, passing, null, cause);
    }

    private EmbeddingException(String message, boolean passing, Duration outage, Throwable cause) {
        super(503, "model-unavailable", message, cause);
        this.passing = passing;
        this.outage = outage;
    }

    /// The service of the model does not answer, which has nothing to do with what is embedded: everybody waits until
    /// it is back, however long that takes.
    ///
    /// @param pause after which it may be asked again
    public static EmbeddingException outage(String message, Duration pause, Throwable cause) {
        var outage = new EmbeddingException(message, true, pause, cause);
        outage.retryAfter(pause);
        return outage;
    }

    public boolean isPassing() {
        return passing;
    }

    /// After what time a service that is away may be asked again; empty if it is not away.
    public Optional<Duration> outage() {
        return Optional.ofNullable(outage);
    }
}
