package dev.sightline.web;

import dev.sightline.storage.StorageConfig;
import jakarta.inject.Singleton;
import java.net.URI;

/// Where the browser reaches the pictures: the origin that pages may load from and send to, besides their own.
@Singleton
class StorageOrigin {

    private final String value;

    StorageOrigin(StorageConfig config) {
        URI endpoint = config.publicEndpoint().or(config::endpoint).orElseGet(() -> amazon(config.region()));
        boolean isInPath = config.pathStyle().orElse(config.endpoint().isPresent());
        value = endpoint.getScheme() + "://" + (isInPath ? "" : config.bucket() + ".") + endpoint.getAuthority();
    }

    /// For example `https://pictures.example.org`.
    String value() {
        return value;
    }

    private static URI amazon(String region) {
        return URI.create("https://s3." + region + ".amazonaws.com");
    }
}
