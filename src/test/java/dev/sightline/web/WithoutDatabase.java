package dev.sightline.web;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// The service with a database that does not answer.
public class WithoutDatabase implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:1/none",
                "quarkus.datasource.username", "none",
                "quarkus.datasource.password", "none",
                "quarkus.flyway.migrate-at-start", "false",
                "quarkus.http.test-port", "0",
                "sightline.web.hosts", "photos.example.org,named.example.org:8443",
                "sightline.storage.endpoint", "http://storage.example.org:9000/path");
    }
}
