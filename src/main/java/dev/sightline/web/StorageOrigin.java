package dev.sightline.web;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Where the browser reaches the pictures: the origin that pages may load from and send to, besides their own.
@Singleton
class StorageOrigin {

    private final String value;

    StorageOrigin(
            @ConfigProperty(name = "sightline.storage.public-endpoint") Optional<URI> publicEndpoint,
            @ConfigProperty(name = "sightline.storage.endpoint") Optional<URI> endpoint,
            @ConfigProperty(name = "sightline.storage.path-style") Optional<Boolean> pathStyle,
            @ConfigProperty(name = "sightline.storage.bucket") Optional<String> bucket,
            @ConfigProperty(name = "sightline.storage.region") Optional<String> region) {
        Optional<String> host = pathStyle.orElse(true) ? Optional.empty() : bucket;
        value = publicEndpoint
                .or(() -> endpoint)
                .map(place -> origin(place, host))
                .or(() -> bucket.flatMap(name -> region.map(place -> amazon(name, place))))
                .orElse("");
    }

    /// `https://pictures.example.org`, or empty where no storage is configured
    String value() {
        return value;
    }

    private static String origin(URI endpoint, Optional<String> bucket) {
        return endpoint.getScheme() + "://" + bucket.map(name -> name + ".").orElse("") + endpoint.getAuthority();
    }

    private static String amazon(String bucket, String region) {
        return "https://" + bucket + ".s3." + region + ".amazonaws.com";
    }
}
