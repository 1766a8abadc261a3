package dev.sightline.web;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

@ConfigMapping(prefix = "sightline.web")
interface WebConfig {

    /// Names besides the loopback ones under which people reach Sightline: `photos.example.org`, on any port, or
    /// `photos.example.org:8443`, on that one.
    Optional<Set<String>> hosts();
}
