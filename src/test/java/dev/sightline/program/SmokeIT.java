package dev.sightline.program;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.scene.Style;
import dev.sightline.embedding.hub.TinyHub;
import dev.sightline.testing.Client;
import dev.sightline.testing.Servers;
import io.restassured.RestAssured;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        program = Program.serve(data, Program.environment(settings));
        RestAssured.port = program.port;
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

    /// Colours with profiles, presses, several pages, several frames, programs of the machine, words within.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "colour/display-p3.jpg",
                "colour/display-p3.png",
                "colour/display-p3.webp",
                "colour/adobe-rgb.tif",
                "colour/press.jpg",
                "colour/press.tif",
                "colour/grey.tif",
                "formats/pages.tif",
                "formats/rgb-tiff_lzw.tif",
                "formats/jpeg-tiles.tif",
                "lossless-alpha.webp",
                "lossy-alpha.webp",
                "animated.webp",
                "cmyk.jpg"
            })
    void everyFormatIsTakenIn(String file) throws IOException {
        byte[] bytes;
        try (var in = SmokeIT.class.getResourceAsStream("/picture/" + file)) {
            bytes = in.readAllBytes();
        }

        var image = Client.settled(Client.upload(file, "", bytes));

        assertThat(image.getString("error.reason")).isNull();
        assertThat(image.getString("status")).isEqualTo("ready");
        given().get("/api/images/{id}/thumbnail", image.getUUID("id"))
                .then()
                .statusCode(200)
                .contentType("image/jpeg");
    }

    @Test
    void whatAPictureSaysIsReadAndWhatIsBrokenIsLeftOut() throws IOException {
        var xmp = """
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/">
                <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
                </rdf:Description></rdf:RDF></x:xmpmeta>""";

        assertThat(Client.settled(Client.upload("said.jpg", "image/jpeg", said(xmp.formatted("A lighthouse"), 1)))
                        .getString("title"))
                .isEqualTo("A lighthouse");
        var broken = Client.settled(Client.upload("broken.jpg", "image/jpeg", said(xmp.formatted("<unclosed>"), 2)));
        assertThat(broken.getString("status")).isEqualTo("ready");
        assertThat(broken.getString("title")).isNull();
    }

    /// A JPEG with an XMP packet behind its first marker.
    private static byte[] said(String xmp, int index) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var image = new BufferedImage(40 + index, 30, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(image, "jpeg", bytes);
        byte[] jpeg = bytes.toByteArray();
        byte[] packet = ("http://ns.adobe.com/xap/1.0/\0" + xmp).getBytes(StandardCharsets.UTF_8);
        var file = new ByteArrayOutputStream();
        var out = new DataOutputStream(file);
        out.write(jpeg, 0, 2);
        out.writeShort(0xFFE1);
        out.writeShort(packet.length + 2);
        out.write(packet);
        out.write(jpeg, 2, jpeg.length - 2);
        return file.toByteArray();
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
        isBuiltBesideAndDropped();
    }

    private static void isBuiltBesideAndDropped() {
        long generation = given().contentType("application/json")
                .body(Map.of("model", "tiny-siglip2", "activate", false))
                .post("/api/generations")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getLong("id");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> given().get("/api/generations/{id}", generation)
                .then()
                .statusCode(200)
                .body("coverage.searchable", greaterThan(0), "state", is("building")));
        given().post("/api/generations/{id}/pause", generation).then().statusCode(202);
        given().get("/models").then().statusCode(200).body(containsString("Paused: "));
        given().post("/api/generations/{id}/drop", generation).then().statusCode(204);
    }

    @Test
    void pagesAndMachineryAnswer() {
        given().get("/").then().statusCode(200).contentType(containsString("text/html"));
        given().get("/search?q=neon").then().statusCode(200).contentType(containsString("text/html"));
        given().get("/duplicates").then().statusCode(200).contentType(containsString("text/html"));
        given().get("/api/duplicates").then().statusCode(200).body("total", is(0));
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
