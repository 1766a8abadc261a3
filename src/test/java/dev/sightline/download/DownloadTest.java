package dev.sightline.download;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.sightline.demo.DemoCollection;
import dev.sightline.storage.Keys;
import dev.sightline.storage.ObjectStore;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Many originals come as one file.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class DownloadTest {

    @Inject
    Jdbi jdbi;

    @Inject
    ObjectStore objects;

    @Inject
    DownloadSweep sweep;

    @BeforeEach
    void emptyLibrary() {
        Database.empty(jdbi);
    }

    private record Entry(byte[] bytes, Instant modified) {}

    @Test
    void theArchiveHasTheOriginalsUnderTheirNames() throws IOException {
        var first = DemoCollection.picture(54, 0);
        var second = DemoCollection.picture(54, 1);
        var third = DemoCollection.picture(54, 2);
        var images = List.of(
                upload("Zürich 東京.jpg", first.bytes()),
                upload("same.jpg", second.bytes()),
                upload("same.jpg", third.bytes()));
        jdbi.useHandle(handle -> handle.execute(
                "update image set taken_at = '2019-07-04T12:30:44Z', taken_offset = 7200 where id = ?",
                images.getFirst()));

        var prepared = prepare(images);

        assertThat(prepared.getInt("count")).isEqualTo(3);
        assertThat(prepared.getLong("size"))
                .isEqualTo((long) first.bytes().length + second.bytes().length + third.bytes().length);
        var entries = fetch(prepared);
        assertThat(entries.keySet()).containsExactly("Zürich 東京.jpg", "same.jpg", "same (2).jpg");
        assertThat(entries.get("Zürich 東京.jpg").bytes()).isEqualTo(first.bytes());
        assertThat(entries.get("Zürich 東京.jpg").modified()).isEqualTo(Instant.parse("2019-07-04T12:30:44Z"));
        assertThat(entries.get("same (2).jpg").bytes()).isEqualTo(third.bytes());
        assertThat(fetch(prepared)).as("once more").hasSize(3);
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        var there = upload("there.jpg", DemoCollection.picture(54, 3).bytes());
        var lost = upload("lost.jpg", DemoCollection.picture(54, 4).bytes());
        var cut = upload("cut.jpg", DemoCollection.picture(54, 5).bytes());
        var unknown = UUID.randomUUID();
        objects.delete(Keys.original(lost));
        objects.put(Keys.original(cut), new byte[1000], "image/jpeg");

        var entries = fetch(prepare(List.of(lost, unknown, cut, there)));

        assertThat(entries.keySet()).containsExactly("cut.jpg", "there.jpg", "missing.txt");
        assertThat(new String(entries.get("missing.txt").bytes(), StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("lost.jpg: the file is not in the storage any more."),
                        line -> assertThat(line).isEqualTo(unknown + ": there is no such image any more."),
                        line -> assertThat(line).startsWith("cut.jpg: only its first 1,000 of "));
    }

    @Test
    void aLinkExpires() {
        var prepared =
                prepare(List.of(upload("a.jpg", DemoCollection.picture(54, 6).bytes())));
        jdbi.useHandle(handle -> handle.execute("update download set expires_at = now() - interval '1 second'"));

        given().get(prepared.getString("url")).then().statusCode(404).body("code", is("download-not-found"));
        sweep.sweep();
        assertThat(jdbi.<Integer, RuntimeException>withHandle(
                        handle -> handle.createQuery("select count(*) from download")
                                .mapTo(int.class)
                                .one()))
                .isZero();
        given().get("/api/downloads/{id}", UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void nothingToDownloadIsSaid() {
        post(List.of(UUID.randomUUID())).statusCode(404).body("code", is("image-not-found"));
        post(List.of()).statusCode(400).body("code", is("invalid-request"));
        given().contentType(ContentType.JSON)
                .header("Origin", "http://elsewhere.example")
                .body(Map.of("images", List.of(UUID.randomUUID())))
                .post("/api/downloads")
                .then()
                .statusCode(403);
    }

    private static UUID upload(String name, byte[] bytes) {
        var image = Client.upload(name, "image/jpeg", bytes);
        Client.settled(image);
        return image;
    }

    private static JsonPath prepare(List<UUID> images) {
        return post(images).statusCode(201).extract().jsonPath();
    }

    private static ValidatableResponse post(List<UUID> images) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("images", images))
                .post("/api/downloads")
                .then();
    }

    private static Map<String, Entry> fetch(JsonPath prepared) throws IOException {
        var response = given().get(prepared.getString("url"))
                .then()
                .statusCode(200)
                .contentType("application/zip")
                .extract();
        assertThat(response.header("Content-Disposition")).matches("attachment; filename=\"sightline-\\d+\\.zip\"");
        var entries = new LinkedHashMap<String, Entry>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(response.asByteArray()), StandardCharsets.UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(
                        entry.getName(),
                        new Entry(
                                zip.readAllBytes(), entry.getLastModifiedTime().toInstant()));
            }
        }
        return entries;
    }
}
