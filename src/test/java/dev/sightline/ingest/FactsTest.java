package dev.sightline.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.sightline.picture.MetadataWriter;
import dev.sightline.storage.Keys;
import dev.sightline.storage.ObjectStore;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Described;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class FactsTest {

    private static final String TAKEOUT = """
            {"title": "IMG_1.jpg", "description": "On the ferry", "photoTakenTime": {"timestamp": "1717160398"},
             "geoData": {"latitude": 53.5, "longitude": 9.9, "altitude": 12.0}, "favorited": true}
            """;

    @Inject
    Jdbi jdbi;

    @Inject
    ObjectStore objects;

    @Inject
    Jobs jobs;

    @Inject
    FactsSweep sweep;

    @BeforeEach
    void emptyLibrary() {
        Database.empty(jdbi);
    }

    @Test
    void anImageSaysWhatItsFileSays() {
        var image = upload("a.jpg", described(1, "Evening", "Two boats", "Sea", "Summer  holiday", "SEA"));

        var answer = Client.settled(image);

        assertThat(answer.getString("title")).isEqualTo("Evening");
        assertThat(answer.getString("description")).isEqualTo("Two boats");
        assertThat(answer.getList("tags")).containsExactly("sea", "summer holiday");
        assertThat(answer.getInt("rating")).isEqualTo(4);
        assertThat(answer.getString("camera")).isEqualTo("Nikon D750");
        assertThat(answer.getString("lens")).isEqualTo("AF-S NIKKOR 50mm f/1.8G");
        assertThat(answer.getString("takenAt")).isEqualTo("2024-05-31T23:59:58+09:00");
        assertThat(answer.getMap("exposure"))
                .isEqualTo(Map.of(
                        "seconds",
                        0.004f,
                        "aperture",
                        2.8f,
                        "iso",
                        400,
                        "focalLength",
                        50.0f,
                        "focalLength35",
                        75,
                        "flash",
                        true));
    }

    @Test
    void aPlaceIsOnlyInTheAnswerThatAsksForIt() {
        var image = upload("a.jpg", described(2, "Evening", "", "sea"));
        Client.settled(image);

        given().get("/api/images/{id}/place", image)
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .body("latitude", equalTo(35.658625f))
                .body("longitude", equalTo(139.74535f))
                .body("altitude", equalTo(40f));
        for (var path : List.of(
                "/api/images/" + image,
                "/api/images",
                "/api/search?q=evening",
                "/api/search?q=tag:sea",
                "/images/" + image,
                "/",
                "/search?q=evening",
                "/api/jobs",
                "/api/status")) {
            var answer = given().get(path).then().statusCode(200).extract().asString();
            assertThat(answer).as(path).doesNotContain("35.6", "139.7", "atitude", "ongitude");
        }
    }

    @Test
    void anImageWithoutAPlaceSaysSo() {
        var image = upload("a.jpg", MetadataWriter.jpeg(40, 30, 3));
        Client.settled(image);

        given().get("/api/images/{id}/place", image)
                .then()
                .statusCode(404)
                .body("code", is("no-place"), "detail", is("a.jpg does not say where it was taken."));
    }

    @Test
    void renditionsSayNothing() {
        var image = upload("a.jpg", described(4, "A very telling title", "", "keyword"));
        Client.settled(image);

        for (int size : new int[] {320, 640, 1440}) {
            var rendition = new String(objects.get(Keys.rendition(image, size)), StandardCharsets.ISO_8859_1);
            assertThat(rendition).doesNotContain("Exif", "http://ns.adobe.com", "NIKON", "telling", "Photoshop");
        }
        var original = new String(objects.get(Keys.original(image)), StandardCharsets.ISO_8859_1);
        assertThat(original).contains("Exif", "http://ns.adobe.com", "NIKON", "telling");
    }

    @Test
    void whatAPersonWroteStaysWhenTheFileIsReadAgain() {
        var image = upload("a.jpg", described(5, "Evening", "Two boats", "sea"));
        Client.settled(image);
        patch(image, Map.of("title", "Our boats"));
        var cleared = new HashMap<String, Object>();
        cleared.put("tags", null);
        patch(image, cleared);

        readAgain(image);

        var answer = image(image);
        assertThat(answer.getString("title")).isEqualTo("Our boats");
        assertThat(answer.getString("description")).isEqualTo("Two boats");
        assertThat(answer.getList("tags")).isEmpty();
        jdbi.useHandle(handle -> handle.execute("update job set state = 'failed' where image_id = ?", image));
        jobs.retryFailed(null, null);
        await().until(() -> job(image).equals("done"));
        assertThat(image(image).getString("title")).isEqualTo("Our boats");
        assertThat(image(image).getList("tags")).isEmpty();
    }

    @Test
    void anImageOfAnEarlierVersionIsReadInTheBackground() {
        var image = upload("a.jpg", described(0xFF0000, "Evening", "Two boats", "sea"));
        Client.settled(image);
        jdbi.useHandle(handle -> handle.execute("""
                update image set title = null, description = 'mine', edited = '{description}', tags = '{}', camera = null,
                    taken_at = null, latitude = null, longitude = null, colour_names = '{}', metadata_version = 0
                where id = ?
                """, image));
        int version = version(image);

        sweep.sweep();

        var answer = image(image);
        assertThat(answer.getString("title")).isEqualTo("Evening");
        assertThat(answer.getString("description")).isEqualTo("mine");
        assertThat(answer.getList("tags")).containsExactly("sea");
        assertThat(answer.getString("camera")).isEqualTo("Nikon D750");
        assertThat(answer.getString("takenAt")).isEqualTo("2024-05-31T23:59:58+09:00");
        assertThat(version(image)).isEqualTo(version + 1);
        given().get("/api/images?colour=red").then().body("images.id", is(List.of(image.toString())));
        given().get("/api/search?q=holiday after:2024-05 before:2024-06")
                .then()
                .statusCode(200)
                .body("relevant.count", is(0));
        sweep.sweep();
        assertThat(version(image)).isEqualTo(version + 1);
    }

    @Test
    void anImageWhoseObjectIsGoneKeepsNoOtherFromItsTurn() {
        var gone = upload("gone.jpg", described(6, "Gone", "", "sea"));
        var there = upload("there.jpg", described(7, "There", "", "sea"));
        Client.settled(gone);
        Client.settled(there);
        jdbi.useHandle(handle -> handle.execute("update image set metadata_version = 0, camera = null"));
        objects.delete(Keys.original(gone));

        sweep.sweep();

        assertThat(image(there).getString("camera")).isEqualTo("Nikon D750");
    }

    @Test
    void aSidecarGoesBeforeTheFile() {
        var image = Described.upload(
                "a.jpg",
                described(8, "Evening", "Two boats", "sea"),
                MetadataWriter.words("Morning", "", 5, "harbour"));

        var answer = Client.settled(image);

        assertThat(answer.getString("title")).isEqualTo("Morning");
        assertThat(answer.getString("description")).isEqualTo("Two boats");
        assertThat(answer.getList("tags")).containsExactly("harbour");
        assertThat(answer.getInt("rating")).isEqualTo(5);
        readAgain(image);
        assertThat(image(image).getString("title")).isEqualTo("Morning");
    }

    @Test
    void takeoutBringsItsWordsItsPlaceAndItsFavourites() {
        var image = Described.upload("IMG_1.jpg", MetadataWriter.jpeg(40, 30, 9), TAKEOUT);

        var answer = Client.settled(image);

        assertThat(answer.getString("title")).isNull();
        assertThat(answer.getString("description")).isEqualTo("On the ferry");
        assertThat(answer.getString("takenAt")).isEqualTo("2024-05-31T12:59:58Z");
        assertThat(answer.getBoolean("favourite")).isTrue();
        given().get("/api/images/{id}/place", image).then().body("latitude", is(53.5f), "altitude", is(12f));
        given().delete("/api/images/{id}/favourite", image).then().statusCode(204);
        readAgain(image);
        assertThat(image(image).getBoolean("favourite")).isFalse();
    }

    @Test
    void aDuplicateWithASidecarFillsOnlyWhatIsMissing() {
        var jpeg = MetadataWriter.withExif(MetadataWriter.jpeg(40, 30, 10), MetadataWriter.camera());
        var image = upload("a.jpg", jpeg);
        Client.settled(image);
        var offer = Map.of(
                "name",
                "b.jpg",
                "size",
                jpeg.length,
                "type",
                "image/jpeg",
                "sha256",
                sha256(jpeg),
                "sidecar",
                Map.of("text", TAKEOUT));

        for (int i = 0; i < 2; i++) {
            var slots = Described.offer(offer);
            assertThat(slots.getString("uploads[0].status")).isEqualTo("duplicate");
            assertThat(slots.getUUID("uploads[0].image")).isEqualTo(image);
        }
        sweep.sweep();

        assertFilled(image);
        int kept = jdbi.withHandle(handle -> handle.createQuery("select count(*) from upload where sidecar is not null")
                .mapTo(int.class)
                .one());
        assertThat(kept).isEqualTo(1);
    }

    @Test
    void aDuplicateThatIsOnlyFoundOutLaterFillsWhatIsMissingToo() {
        var jpeg = MetadataWriter.withExif(MetadataWriter.jpeg(40, 30, 11), MetadataWriter.camera());
        var image = upload("a.jpg", jpeg);
        Client.settled(image);

        var duplicate = Described.upload("b.jpg", jpeg, TAKEOUT);
        await().untilAsserted(
                        () -> given().get("/api/images/{id}", duplicate).then().body("id", is(image.toString())));
        sweep.sweep();

        assertFilled(image);
    }

    /// By the sidecar of Takeout, which says another time and another place than the camera.
    private static void assertFilled(UUID image) {
        var answer = image(image);
        assertThat(answer.getString("description")).isEqualTo("On the ferry");
        assertThat(answer.getBoolean("favourite")).isTrue();
        assertThat(answer.getString("takenAt")).isEqualTo("2024-05-31T23:59:58+09:00");
        given().get("/api/images/{id}/place", image).then().body("latitude", equalTo(35.658625f));
    }

    @Test
    void aSidecarThatCannotBeReadIsLeftOutAndThePictureTaken() {
        var jpeg = MetadataWriter.jpeg(40, 30, 12);
        for (var sidecar : Map.of(
                        "<html><body>a page</body></html>",
                        "sidecar-not-understood",
                        "{\"photoTakenTime\": {}, \"x\": \"" + "x".repeat(257 * 1024) + "\"}",
                        "sidecar-too-large")
                .entrySet()) {
            var slots = Described.offer(Map.of(
                    "name",
                    "a.jpg",
                    "size",
                    jpeg.length,
                    "type",
                    "image/jpeg",
                    "sidecar",
                    Map.of("text", sidecar.getKey())));

            assertThat(slots.getString("uploads[0].status")).isEqualTo("ready");
            assertThat(slots.getString("uploads[0].sidecar.code")).isEqualTo(sidecar.getValue());
            assertThat(slots.getString("uploads[0].sidecar.reason")).isNotBlank();
        }
        given().contentType(ContentType.JSON)
                .body(Map.of("files", List.of(Map.of("name", "a.jpg", "size", 5, "sidecar", Map.of()))))
                .post("/api/uploads")
                .then()
                .statusCode(400);
    }

    @Test
    void cameraAndLensAreWordsToo() {
        var image = upload("a.jpg", described(13, "Evening", "", "sea"));
        Client.settled(image);

        var found = Client.search(Map.of("text", "nikkor d750", "limit", 5));

        assertThat(found.getList("results.image.id")).contains(image.toString());
        assertThat(found.getList("results.parts.lexical", Double.class).getFirst())
                .isPositive();
    }

    private static byte[] described(int colour, String title, String description, String... keywords) {
        return MetadataWriter.withXmp(
                MetadataWriter.withExif(MetadataWriter.jpeg(40, 30, colour), MetadataWriter.camera()),
                MetadataWriter.words(title, description, 4, keywords));
    }

    private static UUID upload(String name, byte[] jpeg) {
        return Client.upload(name, "image/jpeg", jpeg);
    }

    private void readAgain(UUID image) {
        jdbi.useHandle(handle -> handle.execute("update image set metadata_version = 0 where id = ?", image));
        sweep.sweep();
        int version = jdbi.withHandle(handle -> handle.createQuery("select metadata_version from image where id = :id")
                .bind("id", image)
                .mapTo(int.class)
                .one());
        assertThat(version).isPositive();
    }

    private String job(UUID image) {
        return jdbi.withHandle(handle -> handle.createQuery("select state from job where image_id = :id")
                .bind("id", image)
                .mapTo(String.class)
                .one());
    }

    private static JsonPath image(UUID image) {
        return given().get("/api/images/{id}", image)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static int version(UUID image) {
        return Integer.parseInt(
                given().get("/api/images/{id}", image).header("ETag").replaceAll("\"(\\d+)-.*", "$1"));
    }

    private static void patch(UUID image, Map<String, ?> words) {
        given().contentType("application/merge-patch+json")
                .body(words)
                .patch("/api/images/{id}", image)
                .then()
                .statusCode(200);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
