package dev.sightline.web;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// The service under names of its own.
public class OtherHosts implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("sightline.web.hosts", "photos.example.org,named.example.org:8443");
    }
}
