package dev.sightline.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/// Where the objects are. Standalone sets all of it; a server is told its bucket and, outside AWS, its endpoint.
@ConfigMapping(prefix = "sightline.storage")
public interface StorageConfig {

    @WithDefault("sightline")
    String bucket();

    @WithDefault("${AWS_REGION:us-east-1}")
    String region();

    /// What this service reaches; AWS itself in the region when absent.
    Optional<URI> endpoint();

    /// What a browser reaches: its host is part of what is signed. The same as the endpoint when absent.
    Optional<URI> publicEndpoint();

    /// Whether the bucket is in the path and not in the host name; when absent, so for every endpoint that is set.
    Optional<Boolean> pathStyle();

    /// With `secretKey`; when absent the SDK's own chain is asked: environment, profile, the role of the machine.
    Optional<String> accessKey();

    Optional<String> secretKey();
}
