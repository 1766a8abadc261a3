package dev.sightline.program;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.demo.DemoCollection;
import dev.sightline.testing.Client;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Styles are found whenever the process is killed, and found anew for another model.
class StylesIT {

    private static final int PICTURES = 120;
    private static final int KILLS = 4;

    private static final Map<String, String> OLD =
            Map.of("SIGHTLINE_INGEST_LEASE", "2S", "SIGHTLINE_INGEST_SWEEP", "1S");
    private static final Map<String, String> NEW = Map.of(
            "SIGHTLINE_INGEST_LEASE", "2S",
            "SIGHTLINE_INGEST_SWEEP", "1S",
            "SIGHTLINE_MODEL_DIR",
                    Path.of("src/test/resources/tiny-siglip2").toAbsolutePath().toString());

    @TempDir
    Path data;

    private final Random random = new Random(20261122);

    @AfterEach
    void forgetPort() {
        RestAssured.reset();
    }

    @Test
    void everyPictureHasAStyleWhateverHappens() throws Exception {
        List<UUID> images;
        try (var program = start(OLD)) {
            images = DemoCollection.pictures(PICTURES, 6, 0).map(Client::upload).toList();
            images.forEach(Client::settled);
            given().contentType(ContentType.JSON)
                    .body(Map.of())
                    .post("/api/styles")
                    .then()
                    .statusCode(202);
            program.kill();
        }
        for (int kill = 0; kill < KILLS; kill++) {
            try (var program = start(OLD)) {
                Thread.sleep(random.nextInt(100, 1500));
                program.kill();
            }
        }
        try (var program = start(OLD)) {
            awaitFound();
            assertThat(list().getList("found.tried.k")).isSorted().doesNotHaveDuplicates();
            assertStyled(images);
            given().contentType(ContentType.JSON)
                    .body(Map.of("name", "Ours"))
                    .patch("/api/styles/{id}", list().getString("styles[0].id"))
                    .then()
                    .statusCode(200);
            program.stop();
        }
        var before = new HashSet<String>();
        try (var program = start(NEW)) {
            before.addAll(list().getList("styles.id"));
            await().atMost(Duration.ofSeconds(180))
                    .pollInterval(Duration.ofMillis(250))
                    .untilAsserted(() -> assertThat(list().<String>getList("styles.id"))
                            .isNotEmpty()
                            .doesNotContainAnyElementsOf(before));
            assertStyled(images);
            assertThat(list().getList("styles.findAll { it.named }.name")).isEqualTo(List.of("Ours"));
            program.stop();
        }
    }

    private Program start(Map<String, String> environment) throws IOException {
        var program = Program.serve(data, environment);
        RestAssured.port = program.port;
        return program;
    }

    private static void awaitFound() {
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> {
                    assertThat(list().getString("job")).isNull();
                    assertThat(list().getString("found")).isNotNull();
                });
    }

    private static void assertStyled(List<UUID> images) {
        var styled = list().getList("styles.id", UUID.class).stream()
                .flatMap(
                        style -> given()
                                .get("/api/styles/{id}/images?limit=200", style)
                                .jsonPath()
                                .getList("images.id", UUID.class)
                                .stream())
                .toList();
        assertThat(styled).containsExactlyInAnyOrderElementsOf(images);
    }

    private static JsonPath list() {
        return given().get("/api/styles").then().statusCode(200).extract().jsonPath();
    }
}
