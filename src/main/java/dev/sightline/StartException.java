package dev.sightline;

/// Sightline cannot start. The message is all that a person needs: what is in the way, and what to do.
public class StartException extends RuntimeException {

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
