package dev.sightline.index.embedded;

import java.io.IOException;

/// Why a snapshot is not used.
final class UnusableException extends IOException {

    UnusableException(String reason) {
        super(reason);
    }
}
