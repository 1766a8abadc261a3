package dev.sightline.contract;

import static io.restassured.RestAssured.given;

import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.DemoPicture;
import dev.sightline.testing.Client;
import dev.sightline.testing.Described;
import io.restassured.http.ContentType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The things that examples of the documentation speak of, for real: ids in examples are always the same few, each of
/// which stands for something that is made here.
final class ExampleLibrary {

    private static final long SEED = 1406;
    private static final byte[] NO_PICTURE = "no picture".getBytes(StandardCharsets.UTF_8);
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
        image = Described.upload("demo-0060.jpg", pictures.getFirst().bytes(), PLACE);
        another = Client.upload(pictures.getLast());
        failed = Client.upload("cut.jpg", "image/jpeg", NO_PICTURE);
        List.of(image, another, failed).forEach(Client::settled);
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
            case "completeUpload" -> sendFile();
            case "retryJob" -> Client.settled(failed);
            case "undoDecision" -> decide();
            case "changeTag" -> tag("holliday");
            case "undoTagChange" -> changeTag();
            case "fetchDownload", "" -> download();
            case "saveSearch" -> forgetSearches();
            case "getSearch", "renameSearch", "deleteSearch" -> saveSearch();
            case "forgetSearch" -> lookFor();
            default -> List.of(image, another).forEach(id -> given().post("/api/images/{id}/restore", id));
        }
        standIns.put("\"0-5f2a91c3\"", given().get("/api/images/{id}", image).header("ETag"));
    }

    private void sendFile() {
        var slot = Client.offer("new.jpg", NO_PICTURE.length, "image/jpeg");
        Client.send(slot, NO_PICTURE);
        standIns.put("01a1fd59-1475-7c75-9033-753627dd6e9f", slot.getString("uploads[0].id"));
    }

    private void tag(String tag) {
        given().contentType(ContentType.JSON)
                .body(Map.of("images", List.of(image, another), "addTags", List.of(tag)))
                .post("/api/images/bulk");
    }

    private void changeTag() {
        tag("holliday");
        standIns.put(
                "01a1fd5c-11d3-7b22-a1c5-0d9a4c5be701",
                given().contentType(ContentType.JSON)
                        .body(Map.of("tag", "holliday", "to", "holiday"))
                        .post("/api/tags/changes")
                        .jsonPath()
                        .getString("id"));
    }

    /// Also what the pages of the documentation speak of, which name no operation.
    private void download() {
        List.of(image, another).forEach(id -> given().post("/api/images/{id}/restore", id));
        standIns.put(
                "5f0d3c1e-8a51-4d0e-9c57-3f1b2a6d7e40",
                given().contentType(ContentType.JSON)
                        .body(Map.of("images", List.of(image, another)))
                        .post("/api/downloads")
                        .jsonPath()
                        .getString("id"));
    }

    private void decide() {
        standIns.put(
                "01a1fd5b-2c11-7c0f-8f0e-6f1a1a3d9b02",
                given().contentType(ContentType.JSON)
                        .body(Map.of("images", List.of(image, another), "keep", List.of(image)))
                        .post("/api/duplicates/decisions")
                        .jsonPath()
                        .getString("id"));
    }

    private void forgetSearches() {
        given().get("/api/searches")
                .jsonPath()
                .getList("searches.id", String.class)
                .forEach(id -> given().delete("/api/searches/{id}", id));
    }

    private void lookFor() {
        given().get("/search?q=boat").then().statusCode(200);
        standIns.put(
                "01a1fea1-526d-70b4-8c82-2136db296f65",
                given().get("/api/searches").jsonPath().getString("recent[0].id"));
    }

    private void saveSearch() {
        forgetSearches();
        standIns.put(
                "01a1fe9e-0c4e-7d2b-9f0f-1d2b7a8f0f11",
                given().contentType(ContentType.JSON)
                        .body(Map.of("search", Map.of("text", "boat")))
                        .post("/api/searches")
                        .jsonPath()
                        .getString("id"));
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
