package dev.sightline.cli;

/// The server, or its storage, has answered and does not do what it was asked. The message says why.
final class RefusedException extends RuntimeException {

    private final int status;

    RefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
