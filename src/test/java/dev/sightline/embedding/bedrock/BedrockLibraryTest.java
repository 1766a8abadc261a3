package dev.sightline.embedding.bedrock;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.sightline.demo.DemoCollection;
import dev.sightline.embedding.remote.StubService.Fault.Refusal;
import dev.sightline.evaluation.Evaluating;
import dev.sightline.index.Generations;
import dev.sightline.ingest.SweepTask;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A library whose pictures are seen by models of Amazon Bedrock.
@QuarkusTest
@QuarkusTestResource(value = BedrockServers.class, restrictToAnnotatedClass = true)
class BedrockLibraryTest {

    private static final int PICTURES = 4;
    private static final Duration LONG = Duration.ofSeconds(60);

    StubBedrock stub;

    @Inject
    Jdbi jdbi;

    @Inject
    Generations generations;

    @Inject
    @All
    List<SweepTask> sweeps;

    @BeforeEach
    void onlyTitan() {
        Database.empty(jdbi);
        jdbi.useHandle(handle -> handle.execute("delete from model_usage"));
        stub.outage = null;
        if (!generations.active().model().equals("titan-1024")) {
            activate(id("titan-1024"));
        }
        for (var generation : list()) {
            if (!generation.get("state").equals("active")) {
                given().post("/api/generations/{id}/drop", generation.get("id"))
                        .then()
                        .statusCode(204);
            }
        }
    }

    @AfterEach
    void nothingThatTheServiceDoesNotTake() {
        assertThat(stub.violations).isEmpty();
    }

    @Test
    void picturesAreFoundAndCounted() {
        var images = upload(0, PICTURES);

        assertThat(generations.active().space().provider()).isEqualTo("titan");
        var found = Client.search(Map.of("examples", List.of(Map.of("id", images.get(1))), "weaker", true));
        assertThat(found.getString("model")).isEqualTo("Amazon Titan Multimodal, 1024 dimensions");
        Client.search(Map.of("text", "a boat at night"));
        given().get("/settings")
                .then()
                .statusCode(200)
                .body(containsString("Amazon Titan Multimodal (Amazon Bedrock, us-east-1)"))
                .body(containsString(PICTURES + " pictures, "))
                .body(containsString("less than $0.01"));
        given().get("/q/metrics").then().body(containsString("sightline_embedding_images_total{model=\"titan\"}"));
    }

    @Test
    void anOutageIsSaidAndEndsByItself() {
        upload(0, 1);
        long before = stub.pictures();
        stub.outage = new Refusal(503, "ServiceUnavailableException", "Service unavailable", null);

        var images = IntStream.range(10, 13)
                .mapToObj(index -> Client.upload(DemoCollection.picture(22, index)))
                .toList();

        // More often than what may pass is tried otherwise.
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(attempts(images.getLast())).isGreaterThan(3));
        await().atMost(LONG).untilAsserted(() -> given().get("/api/jobs?state=waiting")
                .then()
                .body("jobs[0].code", is("embedding-failed"))
                .body("jobs[0].reason", containsString("It is asked again by itself.")));
        given().get("/models").then().body(containsString("Service unavailable"));
        stub.outage = null;
        images.forEach(
                image -> assertThat(Client.settled(image).getString("status")).isEqualTo("ready"));
        assertThat(stub.pictures() - before).isEqualTo(images.size());
    }

    @Test
    void anotherModelIsBuiltForAPriceAndASmallerOneOfItForNone() {
        upload(0, PICTURES);
        given().get("/models")
                .then()
                .body(containsString(
                        "To look at what it has not seen yet: %d pictures, less than $0.01.".formatted(PICTURES)));
        long before = stub.pictures();

        build("nova-3072");
        assertThat(generations.active().dimension()).isEqualTo(3072);
        long calibration = 64;
        assertThat(stub.pictures() - before).isEqualTo(PICTURES + calibration);
        int requests = stub.requests.get();

        build("nova-256");

        assertThat(generations.active().dimension()).isEqualTo(256);
        assertThat(stub.requests).hasValue(requests);
        assertThat(coverage("nova-256")).isEqualTo(PICTURES);
    }

    @Test
    void sizesAreComparedBesideTheModelThatSearchesUse() {
        var picture = Client.uploadInto("sizes", DemoCollection.picture(21, 30));
        Client.settled(picture);
        List<Map<String, ?>> queries = List.of(Evaluating.query("a boat", Map.of(picture, 1)));
        assertThat(evaluate("nova-1024", queries)
                        .statusCode(409)
                        .extract()
                        .jsonPath()
                        .getString("code"))
                .isEqualTo("no-generation");
        stub.outage = new Refusal(503, "ServiceUnavailableException", "Service unavailable", null);
        var large = beside("nova-1024");
        await().atMost(LONG).until(() -> of("nova-1024").get("error") != null);

        var waiting = evaluate("nova-1024", queries).statusCode(202).extract().jsonPath();
        assertThat(waiting.getString("model")).isEqualTo("Amazon Nova Multimodal, 1024 dimensions");
        stub.outage = null;
        given().post("/api/generations/{id}/resume", large).then().statusCode(202);
        assertThat(Evaluating.finished(waiting.getUUID("id")).getInt("done")).isEqualTo(1);
        beside("nova-256");
        long pictures = stub.pictures();
        var small = Evaluating.finished(evaluate("nova-256", queries));

        assertThat(small.getString("model")).isEqualTo("Amazon Nova Multimodal, 256 dimensions");
        assertThat(small.getInt("report.queries")).isEqualTo(1);
        assertThat(stub.answered
                        .getLast()
                        .at("/singleEmbeddingParams/embeddingDimension")
                        .asInt())
                .isEqualTo(256);
        assertThat(stub.pictures()).isEqualTo(pictures);
        assertThat(generations.active().model()).isEqualTo("titan-1024");
    }

    @Test
    void anEvaluationDoesNotWaitForWhatIsPaused() {
        var picture = Client.uploadInto("sizes", DemoCollection.picture(21, 31));
        Client.settled(picture);
        stub.outage = new Refusal(503, "ServiceUnavailableException", "Service unavailable", null);
        var paused = beside("nova-1024");
        var begun = evaluate("nova-1024", List.of(Evaluating.query("a boat", Map.of(picture, 1))))
                .statusCode(202)
                .extract()
                .jsonPath();

        given().post("/api/generations/{id}/pause", paused).then().statusCode(202);

        assertThat(Evaluating.finished(begun.getUUID("id")).getString("failure"))
                .isEqualTo("Generation %s was paused before it had all vectors. Resume it, and evaluate again."
                        .formatted(paused));
    }

    /// Has a generation built that searches do not use.
    private static Object beside(String model) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("model", model, "activate", false))
                .post("/api/generations")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static ValidatableResponse evaluate(String model, List<Map<String, ?>> queries) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("labels", "sizes", "set", "sizes", "method", "vector", "queries", queries, "model", model))
                .post("/api/evaluations")
                .then();
    }

    @Test
    void aBuildThatIsInterruptedPaysForEachPictureOnce() {
        int texts = 258;
        int pictures = 64;
        upload(0, PICTURES);
        int before = stub.answered.size();
        stub.gate.drainPermits();
        try {
            start("nova-384");
            stub.gate.release(texts + pictures / 2);
            await().atMost(LONG).until(() -> stub.answered.size() - before == texts + pictures / 2);
            stub.outage = new Refusal(503, "ServiceUnavailableException", "Service unavailable", null);
        } finally {
            stub.gate.release(Integer.MAX_VALUE / 2);
        }
        await().atMost(LONG).until(() -> of("nova-384").get("error") != null);
        given().get("/models").then().body(containsString("Service unavailable"));

        stub.outage = null;

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(generations.active().model()).isEqualTo("nova-384"));
        assertThat(stub.answered.size() - before).isEqualTo(texts + pictures + PICTURES);
    }

    @Test
    void aQuerySaysWhetherItAsksAmongPixelsAloneOrAmongWordsToo() {
        var image = upload(0, 1).getFirst();
        given().contentType("application/merge-patch+json")
                .body(Map.of("title", "A heron at the pond"))
                .patch("/api/images/{id}", image)
                .then()
                .statusCode(200);
        build("nova-384");

        assertThat(purpose("A quiet morning", "image")).isEqualTo("IMAGE_RETRIEVAL");
        assertThat(purpose("A quiet morning", "text")).isEqualTo("GENERIC_RETRIEVAL");
        assertThat(purpose("A quiet evening", "combined")).isEqualTo("GENERIC_RETRIEVAL");
    }

    /// What the model is told that a search is for.
    private String purpose(String text, String against) {
        given().contentType(ContentType.JSON)
                .body(Map.of("text", text, "against", against))
                .post("/api/search")
                .then()
                .statusCode(200);
        return stub.answered
                .getLast()
                .at("/singleEmbeddingParams/embeddingPurpose")
                .asText();
    }

    @Test
    void nobodyPaysWhoWasNotAsked() {
        build("nova-256");
        upload(0, PICTURES);
        // As if the settings wanted it for the first time.
        jdbi.useHandle(handle -> handle.execute("delete from generation where model = 'titan-1024'"));
        int requests = stub.requests.get();

        sweeps.forEach(SweepTask::sweep);

        assertThat(list()).extracting(generation -> generation.get("model")).containsExactly("nova-256");
        assertThat(stub.requests).hasValue(requests);
        given().get("/models/notice")
                .then()
                .body(containsString("has not seen your pictures: %d pictures, less than $0.01.".formatted(PICTURES)))
                .body(not(containsString("begins to look")));
        build("titan-1024");
    }

    private static List<UUID> upload(int from, int to) {
        var images = IntStream.range(from, to)
                .mapToObj(index -> Client.upload(DemoCollection.picture(21, index)))
                .toList();
        images.forEach(
                image -> assertThat(Client.settled(image).getString("status")).isEqualTo("ready"));
        return images;
    }

    private int attempts(UUID image) {
        return jdbi.withHandle(handle -> handle.createQuery("select attempts from job where image_id = :image")
                .bind("image", image)
                .mapTo(int.class)
                .one());
    }

    private void build(String model) {
        start(model);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(generations.active().model()).isEqualTo(model));
    }

    private static void start(String model) {
        given().redirects()
                .follow(false)
                .post("/models/{id}/build", model)
                .then()
                .statusCode(303);
    }

    private void activate(long id) {
        given().post("/api/generations/{id}/activate", id).then().statusCode(202);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(generations.active().id()).isEqualTo(id));
    }

    private static List<Map<String, Object>> list() {
        return given().get("/api/generations").then().extract().jsonPath().getList("generations");
    }

    private static Map<String, Object> of(String model) {
        return list().stream()
                .filter(generation -> generation.get("model").equals(model))
                .findFirst()
                .orElseThrow();
    }

    private static long id(String model) {
        return ((Number) of(model).get("id")).longValue();
    }

    private static int coverage(String model) {
        return (int) ((Map<?, ?>) of(model).get("coverage")).get("searchable");
    }
}
