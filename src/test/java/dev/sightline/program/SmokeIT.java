package dev.sightline.program;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.scene.Style;
import dev.sightline.embedding.hub.TinyHub;
import dev.sightline.testing.Client;
import dev.sightline.testing.Servers;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program against a PostgreSQL and an S3 that are not its own, as it is deployed: the jar, or natively.
class SmokeIT {

    private static final TinyHub HUB = new TinyHub();

    private static Program program;

    @TempDir
    static Path data;

    @BeforeAll
    static void start() throws IOException {
        var settings = new HashMap<>(Servers.settings());
        settings.putAll(HUB.start());
        settings.put("sightline.embedding.model", "demo");
        program = Program.serve(data, environment(settings));
        RestAssured.port = program.port;
    }

    /// Settings by their names as environment variables.
    private static Map<String, String> environment(Map<String, String> settings) {
        return settings.entrySet().stream()
                .collect(Collectors.toMap(
                        setting ->
                                setting.getKey().replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT),
                        Map.Entry::getValue));
    }

    @AfterAll
    static void stop() throws IOException {
        RestAssured.reset();
        program.close();
        HUB.stop();
    }

    @Test
    void picturesOfEveryStyleAreUploadedAndFoundByTextAndByPicture() {
        var drawn = new LinkedHashMap<UUID, Style>();
        DemoCollection.pictures(24, 5, 0)
                .forEach(picture ->
                        drawn.put(Client.upload(picture), picture.scene().style()));
        drawn.keySet().forEach(image -> assertThat(Client.settled(image).getString("status"))
                .isEqualTo("ready"));
        var neon = drawn.entrySet().stream()
                .filter(image -> image.getValue() == Style.NEON)
                .map(Map.Entry::getKey)
                .toList();
        assertThat(neon).hasSizeGreaterThan(1);

        var byText = Client.search(Map.of("text", "neon"));
        assertThat(byText.getList("results.image.id", String.class))
                .containsExactlyInAnyOrderElementsOf(
                        neon.stream().map(UUID::toString).toList());

        var byPicture = Client.search(Map.of("examples", List.of(Map.of("id", neon.getFirst())), "limit", 1));
        assertThat(byPicture.getList("results.image.id", String.class))
                .isSubsetOf(neon.stream().map(UUID::toString).toList());

        given().get("/api/images/{id}/thumbnail", neon.getFirst())
                .then()
                .statusCode(200)
                .contentType("image/jpeg");
    }

    @Test
    void aModelIsFetchedFromAHub() {
        given().get("/api/models")
                .then()
                .statusCode(200)
                .body("models.id", hasItems("clip-vit-base-patch32-q8", "tiny-siglip2", "demo"))
                .body("models.find { it.wanted }.id", is("demo"));
        given().post("/api/models/{id}/fetch", "tiny-siglip2").then().statusCode(202);
        await().until(() -> given().get("/api/models/{id}", "tiny-siglip2")
                .jsonPath()
                .getString("state")
                .equals("ready"));
        given().get("/models/notice").then().statusCode(200).body(containsString("demo model"));
    }

    @Test
    void pagesAndMachineryAnswer() {
        given().get("/").then().statusCode(200).contentType(containsString("text/html"));
        given().get("/search?q=neon").then().statusCode(200).contentType(containsString("text/html"));
        given().get("/activity").then().statusCode(200).contentType(containsString("text/html"));
        given().get("/api/status").then().statusCode(200).body("model.provider", is("clip"));
        given().get("/q/health").then().statusCode(200);
        given().get("/q/openapi").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200).body(containsString("sightline_search"));
        given().get("/api/images/{id}", UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", is("image-not-found"));
        given().contentType("application/json")
                .body("{\"colour\":1}")
                .post("/api/search")
                .then()
                .statusCode(400);
    }
}
