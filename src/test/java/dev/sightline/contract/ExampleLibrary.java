package dev.sightline.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.DemoPicture;
import dev.sightline.testing.Client;
import dev.sightline.testing.Described;
import io.quarkus.arc.Arc;
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
import org.jdbi.v3.core.Jdbi;

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
    ///
    /// @param operation empty for what the pages of the documentation speak of
    void prepare(String operation) {
        List.of(image, another).forEach(id -> given().post("/api/images/{id}/restore", id));
        switch (operation) {
            case "completeUpload", "cancelUpload", "listUploads" -> sendFile();
            case "retryJob" -> Client.settled(failed);
            case "undoDecision" ->
                made(
                        "01a1fd5b-2c11-7c0f-8f0e-6f1a1a3d9b02",
                        "/api/duplicates/decisions",
                        Map.of("images", List.of(image, another), "keep", List.of(image)));
            case "changeTag" -> tag();
            case "undoTagChange" -> {
                tag();
                made(
                        "01a1fd5c-11d3-7b22-a1c5-0d9a4c5be701",
                        "/api/tags/changes",
                        Map.of("tag", "holliday", "to", "holiday"));
            }
            case "fetchDownload", "" ->
                made(
                        "5f0d3c1e-8a51-4d0e-9c57-3f1b2a6d7e40",
                        "/api/downloads",
                        Map.of("images", List.of(image, another)));
            case "saveSearch" -> forgetSearches();
            case "getSearch", "renameSearch", "deleteSearch" -> {
                forgetSearches();
                made("01a1fe9e-0c4e-7d2b-9f0f-1d2b7a8f0f11", "/api/searches", Map.of("search", Map.of("text", "boat")));
            }
            case "forgetSearch" -> lookFor();
            case "startEvaluation" -> labelSomething();
            case "listStyles", "findStyles", "renameStyle", "listImagesOfStyle" -> findStyles();
            case "getTaste", "changeTaste" -> {
                findStyles();
                Client.look(image, "q=boat", 1);
            }
            case "listInteractions" -> Client.look(image, "q=boat", 1);
            case "retryStyles" -> failToFindStyles();
            case "retryPersonalize" -> failAtPersonalize();
            case "getEvaluation", "listEvaluationQueries", "deleteEvaluation" -> evaluate();
            default -> {}
        }
        standIns.put("\"0-5f2a91c3\"", given().get("/api/images/{id}", image).header("ETag"));
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

    private void tag() {
        given().contentType(ContentType.JSON)
                .body(Map.of("images", List.of(image, another), "addTags", List.of("holliday")))
                .post("/api/images/bulk");
    }

    private static void forgetSearches() {
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

    /// A set with a picture, and something that was done with a result.
    private void labelSomething() {
        Client.settled(Client.uploadInto("boats.csv", DemoCollection.picture(SEED, 0)));
        Client.look(image, "q=boat", 1);
    }

    private void evaluate() {
        made(
                "01a20117-3b5e-7c11-8a52-0b5f6f0a7c31",
                "/api/evaluations",
                Map.of(
                        "labels",
                        "boats",
                        "queries",
                        List.of(
                                Map.of("text", "boat", "relevant", List.of(Map.of("image", image, "grade", 1))),
                                Map.of("text", "zebra", "relevant", List.of()))));
        awaitEvaluations();
    }

    private static void awaitEvaluations() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        given().get("/api/evaluations").jsonPath().getList("evaluations.state"))
                .doesNotContain("running"));
    }

    /// Of a library that is large enough.
    private void findStyles() {
        DemoCollection.pictures(12, SEED, 60).map(Client::upload).toList().forEach(Client::settled);
        awaitStyles();
        given().contentType(ContentType.JSON).body(Map.of("k", 2)).post("/api/styles");
        awaitStyles();
        standIns.put(
                "01a20233-5b1e-7d11-8a52-0b5f6f0a7c31",
                given().get("/api/styles").jsonPath().getString("styles[0].id"));
    }

    private void failToFindStyles() {
        findStyles();
        Arc.container().instance(Jdbi.class).get().useHandle(handle -> handle.execute("""
                        update clustering set state = 'assigning', failure = 'The model did not answer.'
                        where state = 'active'
                        """));
    }

    private static void failAtPersonalize() {
        Arc.container().instance(Jdbi.class).get().useHandle(handle -> handle.execute("""
                        with setup as (
                            insert into personalize_setup (id, collection_id, clustering_id, state, failure)
                            select gen_random_uuid(), id, gen_random_uuid(), 'building', 'It was denied.'
                            from collection where kind = 'library' on conflict do nothing returning id)
                        insert into personalize_step (setup_id, kind)
                        select id, unnest('{schema,dataset-group,dataset,event-tracker,export,import,solution,version,campaign}'::text[])
                        from setup
                        """));
    }

    private static void awaitStyles() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        given().get("/api/styles").jsonPath().getString("job"))
                .isNull());
    }

    static void awaitRest() {
        awaitEvaluations();
        awaitStyles();
        awaitPersonalize();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(given().get("/api/demo").jsonPath().getBoolean("running"))
                    .isFalse();
            assertThat(given().get("/api/status").jsonPath().getInt("images.processing"))
                    .isZero();
        });
    }

    private static void awaitPersonalize() {
        given().delete("/api/taste/personalize").then().statusCode(202);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        given().get("/api/taste/personalize").jsonPath().getList("setups"))
                .isEmpty());
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
