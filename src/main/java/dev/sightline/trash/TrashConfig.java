package dev.sightline.trash;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;

/// What becomes of the trash.
@ConfigMapping(prefix = "sightline.trash")
public interface TrashConfig {

    /// How long an image stays in the trash before it is deleted for good; without this it stays until somebody
    /// deletes it.
    Optional<Duration> keep();
}
