package dev.sightline.index.pinecone;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// How Pinecone is used. `sightline.index.engine` decides whether it is.
@ConfigMapping(prefix = "sightline.index.pinecone")
public interface PineconeConfig {

    /// The host of an index with the metric `cosine` and as many dimensions as the model has.
    Optional<URI> host();

    Optional<String> apiKey();

    /// What requests are written for.
    @WithDefault("2025-04")
    String apiVersion();

    /// What names of namespaces begin with.
    @WithDefault("sightline")
    String prefix();

    /// How long a search waits for an answer.
    @WithDefault("10S")
    Duration timeout();

    /// How long a write waits for an answer.
    @WithDefault("60S")
    Duration writeTimeout();
}
