package dev.sightline.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Headers;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class SecurityHeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/search?q=boat",
                "/upload",
                "/activity",
                "/duplicates",
                "/settings/models",
                "/robots.txt",
                "/api/images",
                "/api/images/01a1fd57-0000-7000-8000-000000000000",
                "/api/probe/list",
                "/probe/cursor",
                "/nothing",
                "/assets/probe.css",
                "/q/openapi",
                "/q/health/live"
            })
    void areOnEveryAnswer(String path) {
        Headers headers = given().get(path).headers();

        assertThat(headers.getValue("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.getValue("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(headers.getValue("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(headers.getValue("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(headers.getValue("Permissions-Policy")).contains("camera=()");
        assertThat(headers.getValues("Content-Security-Policy")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "evil.example"})
    void letPagesReachTheSiteAndItsStorageOnly(String host) {
        String storage = Servers.settings().get("sightline.storage.endpoint");
        String policy = given().header("Host", host).get("/").header("Content-Security-Policy");

        assertThat(Arrays.stream(policy.split("; ")))
                .containsExactlyInAnyOrder(
                        "default-src 'none'",
                        "script-src 'self'",
                        "worker-src 'self'",
                        "style-src 'self'",
                        "img-src 'self' data: blob: " + storage,
                        "connect-src 'self' " + storage,
                        "font-src 'self'",
                        "manifest-src 'self'",
                        "form-action 'self'",
                        "frame-ancestors 'none'",
                        "base-uri 'none'");
    }

    @Test
    void nothingIsForSearchEngines() {
        assertThat(given().get("/robots.txt").asString()).isEqualTo("User-agent: *\nDisallow: /\n");
    }
}
