package dev.sightline.tagging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/// Tags that the model gives by itself.
@ConfigMapping(prefix = "sightline.tagging")
interface TaggingConfig {

    /// Whether pictures are tagged by the model.
    @WithDefault("false")
    boolean enabled();

    /// A file with the tags that there are. Without: the vocabulary that comes with Sightline.
    Optional<Path> vocabulary();

    /// How likely a tag has to be, 0 to 1.
    @WithDefault("0.8")
    double probability();
}
