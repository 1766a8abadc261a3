package dev.sightline.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.DemoPicture;
import dev.sightline.testing.Client;
import dev.sightline.testing.Described;
import io.restassured.http.ContentType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The things that examples of the documentation speak of, for real: ids in examples are always the same few, each of
/// which stands for something that is made here.
final class ExampleLibrary {

    private static final long SEED = 1406;
    private static final String PLACE = """
            {"title": "demo", "geoData": {"latitude": 35.658625, "longitude": 139.74535, "altitude": 40.0}}""";

    private final Map<String, String> standIns = new LinkedHashMap<>();
    private final UUID image;
    private final UUID another;
    private final UUID failed;

    ExampleLibrary() {
        List<DemoPicture> pictures = DemoCollection.pictures(40, SEED, 0)
                .filter(picture -> picture.mediaType().equals("image/jpeg"))
                .limit(2)
                .toList();
        // They may be there already.
        image = settled(Described.upload("demo-0060.jpg", pictures.getFirst().bytes(), PLACE));
        another = settled(Client.upload(pictures.getLast()));
        failed = settled(Client.upload("cut.jpg", "image/jpeg", noPicture()));
        standIns.put("01a1fd57-95d7-7800-8d47-9b7ef94d25e4", image.toString());
        standIns.put("01a1fd57-95b5-7504-b37f-25f8a67b2511", another.toString());
        standIns.put("01a1fd5a-671d-7bdc-9fdb-021b708372b3", failed.toString());
        standIns.put(
                "5b1f1e0f6bd1e0f0a9a56a4f1f3f8a6f0c4f5d9be04d7f0e5a7c4ad6a5be7d11",
                sha256(pictures.getFirst().bytes()));
    }

    /// Makes what an operation needs, whatever the one before has changed.
    void prepare(String operation) {
        switch (operation) {
            case "completeUpload", "cancelUpload", "listUploads" -> sendFile();
            case "retryJob" -> Client.settled(failed);
            case "undoDecision" -> decide();
            case "replaceTag", "undoTagChange", "listTags", "listTagsOfImages" -> tag(operation);
            case "getDownload" -> download();
            case "saveSearch", "getSearch", "renameSearch", "deleteSearch" -> search(operation);
            default -> List.of(image, another).forEach(id -> given().post("/api/images/{id}/restore", id));
        }
        standIns.put("\"0-5f2a91c3\"", given().get("/api/images/{id}", image).header("ETag"));
    }

    private static UUID settled(UUID upload) {
        return Client.settled(upload).getUUID("id");
    }

    /// Always another.
    private static byte[] noPicture() {
        return ("no picture " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
    }

    private void sendFile() {
        byte[] bytes = noPicture();
        var slot = Client.offer("new.jpg", bytes.length, "image/jpeg");
        Client.send(slot, bytes);
        standIns.put("01a1fd59-1475-7c75-9033-753627dd6e9f", slot.getString("uploads[0].id"));
    }

    private void decide() {
        made(
                "01a1fd5b-2c11-7c0f-8f0e-6f1a1a3d9b02",
                "/api/duplicates/decisions",
                Map.of("images", List.of(image, another), "keep", List.of(image)));
    }

    private void tag(String operation) {
        given().contentType("application/merge-patch+json")
                .body("{\"tags\": [\"summer holiday\"]}")
                .patch("/api/images/{id}", image);
        if (operation.equals("undoTagChange")) {
            made(
                    "01a1fd5c-7d3e-7a10-9d2b-3f0c5b6a7e11",
                    "/api/tags/changes",
                    Map.of("tag", "summer holiday", "to", "x"));
        }
    }

    private void download() {
        made("6f1d2f0e-7b8c-4a55-9c3e-2d1f0e9b8a77", "/api/downloads", Map.of("images", List.of(image)));
    }

    private void search(String operation) {
        given().get("/api/searches").jsonPath().<String>getList("searches.id").forEach(id -> given().delete(
                        "/api/searches/{id}", id));
        if (!operation.equals("saveSearch")) {
            made("01a1fd5d-0a31-7b2e-8d4f-1c2b3a495867", "/api/searches", Map.of("search", Map.of("text", "boat")));
        }
    }

    /// Something new stands for what examples call by this id.
    private void made(String example, String address, Map<String, ?> body) {
        standIns.put(
                example,
                given().contentType(ContentType.JSON)
                        .body(body)
                        .post(address)
                        .jsonPath()
                        .getString("id"));
    }

    static void awaitRest() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(given().get("/api/demo").jsonPath().getBoolean("running"))
                    .isFalse();
            assertThat(given().get("/api/status").jsonPath().getInt("images.processing"))
                    .isZero();
        });
    }

    /// An example with what is there instead of what it speaks of.
    String live(String example) {
        String live = example;
        for (var standIn : standIns.entrySet()) {
            live = live.replace(standIn.getKey(), standIn.getValue());
        }
        return live;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
