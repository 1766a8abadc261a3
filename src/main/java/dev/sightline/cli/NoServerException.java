package dev.sightline.cli;

import java.net.URI;

/// Nobody answers at the server's address, or not any more.
final class NoServerException extends RuntimeException {

    private NoServerException(String message, Throwable cause) {
        super(message, cause);
    }

    static NoServerException of(URI server, Throwable cause) {
        return new NoServerException("""
                No server answers at %s.
                Start one with "sightline serve", or name another with --server or SIGHTLINE_SERVER.""".formatted(server), cause);
    }

    static NoServerException ofStorage(URI storage, Throwable cause) {
        return new NoServerException("""
                The storage of the server does not answer at %s://%s.
                Pictures are sent to it directly: is it running, and can it be reached from here?""".formatted(storage.getScheme(), storage.getAuthority()), cause);
    }
}
