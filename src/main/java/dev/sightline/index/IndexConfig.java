package dev.sightline.index;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/// Which engine finds the nearest vectors.
@ConfigMapping(prefix = "sightline.index")
public interface IndexConfig {

    /// The one that new generations are built in.
    @WithDefault("embedded")
    Engine engine();

    /// Where the embedded engine keeps its files: `index` in the data directory if not set, and on a server temporary
    /// files that go with the process.
    Optional<Path> directory();
}
