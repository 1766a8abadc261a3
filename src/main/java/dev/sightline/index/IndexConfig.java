package dev.sightline.index;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/// Where the embedded engine keeps its files.
@ConfigMapping(prefix = "sightline.index")
interface IndexConfig {

    /// `index` in the data directory if not set, and on a server temporary files that go with the process.
    Optional<Path> directory();
}
