package dev.sightline.cli;

import java.io.IOException;

/// A picture that may be uploaded, before it was read or drawn.
///
/// @param label as the person named it or will recognise it
record Source(String label, Opening opening) {

    @FunctionalInterface
    interface Opening {
        Upload open() throws IOException;
    }
}
