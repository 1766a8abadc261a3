package dev.sightline.program;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.demo.DemoCollection;
import dev.sightline.testing.Client;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Another model is swapped in beside the one in use, whenever the process is killed.
class SwapIT {

    private static final int PICTURES = 200;
    private static final int KILLS = 4;
    private static final String TINY = "directory";

    private static final Map<String, String> OLD =
            Map.of("SIGHTLINE_INGEST_LEASE", "2S", "SIGHTLINE_INGEST_SWEEP", "1S");
    private static final Map<String, String> NEW = Map.of(
            "SIGHTLINE_INGEST_LEASE", "2S",
            "SIGHTLINE_INGEST_SWEEP", "1S",
            "SIGHTLINE_MODEL_DIR",
                    Path.of("src/test/resources/tiny-siglip2").toAbsolutePath().toString());

    @TempDir
    Path data;

    private final Random random = new Random(20261121);

    @AfterEach
    void forgetPort() {
        RestAssured.reset();
    }

    @Test
    void aModelIsSwappedInWhateverHappens() throws Exception {
        try (var program = start(OLD)) {
            var images =
                    DemoCollection.pictures(PICTURES, 6, 0).map(Client::upload).toList();
            images.forEach(Client::settled);
            program.stop();
        }
        for (int kill = 0; kill < KILLS; kill++) {
            try (var program = start(NEW)) {
                long old = searchable("demo");
                assertThat(old).isEqualTo(PICTURES);
                assertThat(given().get("/api/search?q=neon").statusCode()).isEqualTo(200);
                Thread.sleep(random.nextInt(200, 2500));
                program.kill();
            }
        }
        try (var program = start(NEW)) {
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(250))
                    .untilAsserted(() -> assertThat(state(TINY)).isEqualTo("active"));
            assertThat(searchable(TINY)).isEqualTo(PICTURES);
            assertThat(state("demo")).isEqualTo("retired");
            var found = Client.search(Map.of("text", "neon", "limit", 1));
            assertThat(found.getString("model")).isEqualTo("tiny-siglip2");

            var newcomer = Client.upload(DemoCollection.picture(6, PICTURES));
            assertThat(Client.settled(newcomer).getString("status")).isEqualTo("ready");
            given().post("/api/generations/{id}/activate", id("demo")).then().statusCode(202);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(state("demo")).isEqualTo("active"));
            assertThat(searchable("demo")).isEqualTo(PICTURES + 1);
            assertThat(Client.search(Map.of("text", "neon")).getList("results")).isNotEmpty();
        }
    }

    private Program start(Map<String, String> environment) throws IOException {
        var program = Program.serve(data, environment);
        RestAssured.port = program.port;
        return program;
    }

    private static String state(String model) {
        return generation(model, "state").toString();
    }

    private static long searchable(String model) {
        return ((Number) generation(model, "coverage.searchable")).longValue();
    }

    private static Object generation(String model, String property) {
        return given().get("/api/generations")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .get("generations.find { it.model == '%s' }.%s".formatted(model, property));
    }

    private static long id(String model) {
        return ((Number) generation(model, "id")).longValue();
    }
}
