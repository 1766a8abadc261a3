package dev.sightline;

import java.nio.file.Path;

/// How to serve.
///
/// @param data        the directory of the embedded servers; untouched if none is started
/// @param host        the address of the pages
/// @param port        of the pages; 0 for any that is free
/// @param storagePort of the embedded object storage, on the loopback address; 0 for any that is free
public record Serving(Path data, String host, int port, int storagePort) {

    /// Fails if another program has the port of the pages.
    public void checkPort() {
        Ports.check(host, port, "the pages", "--port");
    }
}
