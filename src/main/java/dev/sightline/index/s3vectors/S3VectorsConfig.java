package dev.sightline.index.s3vectors;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// How S3 Vectors is used. `sightline.index.engine` decides whether it is.
@ConfigMapping(prefix = "sightline.index.s3-vectors")
public interface S3VectorsConfig {

    /// The vector bucket, which is made if it is not there.
    Optional<String> bucket();

    /// What names of indexes begin with.
    @WithDefault("sightline")
    String prefix();

    /// What reaches the service in place of AWS in the region.
    Optional<URI> endpoint();

    /// How long a search waits for an answer.
    @WithDefault("10S")
    Duration timeout();

    /// How long a write waits for an answer.
    @WithDefault("60S")
    Duration writeTimeout();
}
