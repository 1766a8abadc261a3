package dev.sightline.generation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import dev.sightline.demo.DemoCollection;
import dev.sightline.embedding.Embedders;
import dev.sightline.index.Engine;
import dev.sightline.index.GenerationLifecycle;
import dev.sightline.index.Generations;
import dev.sightline.index.Indexes;
import dev.sightline.index.Kind;
import dev.sightline.ingest.Outcome;
import dev.sightline.storage.Keys;
import dev.sightline.storage.ObjectStore;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = TwoModels.class, restrictToAnnotatedClass = true)
class GenerationTest {

    private static final int PICTURES = 6;

    @Inject
    Jdbi jdbi;

    @Inject
    Generations generations;

    @Inject
    GenerationLifecycle lifecycle;

    @Inject
    Embedders embedders;

    @Inject
    Indexes indexes;

    @Inject
    BuildTask task;

    @Inject
    GenerationSweep sweep;

    @Inject
    ObjectStore objects;

    private long first;

    @BeforeEach
    void onlyTheWantedModel() {
        Database.empty(jdbi);
        jdbi.useHandle(handle -> handle.execute("delete from repair"));
        for (var generation : list()) {
            if (generation.get("model").equals("directory")
                    && !generation.get("state").equals("active")) {
                activate(id(generation));
            }
        }
        for (var generation : list()) {
            if (generation.get("model").equals("demo")) {
                given().post("/api/generations/{id}/drop", id(generation))
                        .then()
                        .statusCode(204);
            }
        }
        first = generations.active().id();
        assertThat(generations.active().model()).isEqualTo("directory");
    }

    @Test
    void oneIsBuiltBesideAndSwappedInAndOneCanGoBack() {
        upload(0, PICTURES);
        assertThat(coverage(first)).containsExactly(PICTURES, PICTURES);

        long second = start(false);
        await().untilAsserted(() -> assertThat(coverage(second)).containsExactly(PICTURES, PICTURES));
        assertThat(state(second)).isEqualTo("building");
        assertThat(modelOfASearch()).isEqualTo("tiny-siglip2");

        activate(second);
        assertThat(state(first)).isEqualTo("retired");
        assertThat(modelOfASearch()).isEqualTo("Sightline demo model");
        assertThat(found()).hasSize(PICTURES);

        upload(PICTURES, PICTURES + 2);
        assertThat(coverage(first)).containsExactly(PICTURES, PICTURES + 2);
        activate(first);
        assertThat(state(second)).isEqualTo("retired");
        assertThat(coverage(first)).containsExactly(PICTURES + 2, PICTURES + 2);
        assertThat(found()).hasSize(PICTURES + 2);
    }

    @Test
    void itBecomesActiveByItselfUnlessToldOtherwise() {
        upload(0, PICTURES);

        long second = start(true);

        await().untilAsserted(() -> assertThat(state(second)).isEqualTo("active"));
        assertThat(coverage(second)).containsExactly(PICTURES, PICTURES);
    }

    @Test
    void itIsCompleteWithWhatIsWrittenAboutPictures() {
        var images = upload(0, 2);
        describe(images.getFirst(), "A heron at the pond");
        await().untilAsserted(() -> assertThat(words(first)).containsExactly(1, 1));

        long second = start(true);

        await().untilAsserted(() -> assertThat(state(second)).isEqualTo("active"));
        assertThat(words(second)).containsExactly(1, 1);
        assertThat(indexes.of(generations.active()).vectors(images, Kind.TEXT)).containsOnlyKeys(images.getFirst());
        assertThat(indexes.of(generations.active()).vectors(images, Kind.COMBINED))
                .containsOnlyKeys(images.getFirst());
    }

    @Test
    void itIsNotActiveBeforeItHasReadWhatIsWritten() {
        var image = upload(0, 1).getFirst();
        describe(image, "A heron at the pond");
        // With the vectors of all pixels, and nobody who is told to build it.
        var second = lifecycle
                .start("demo", embedders.of("demo").space(), Kind.IMAGE, Engine.EMBEDDED, true)
                .orElseThrow();
        jdbi.useHandle(handle -> handle.execute("""
                insert into vector (space_id, image_id, kind, embedding, level)
                select ?, image_id, kind, embedding, level from vector where image_id = ? and kind = 'image'
                """, second.spaceId(), image));

        assertThat(lifecycle.activate(second)).isFalse();
    }

    @Test
    void droppingDeletesItsVectorsAndNothingElse() {
        upload(0, PICTURES);
        long second = start(false);
        await().untilAsserted(() -> assertThat(coverage(second)).containsExactly(PICTURES, PICTURES));
        long space = generations.find(second).orElseThrow().generation().spaceId();
        assertThat(vectorsOf(space)).isEqualTo(PICTURES);

        given().post("/api/generations/{id}/drop", second).then().statusCode(204);

        assertThat(vectorsOf(space)).isZero();
        assertThat(vectorsOf(generations.active().spaceId())).isEqualTo(PICTURES);
        given().get("/api/generations/{id}", second).then().statusCode(404).body("code", is("generation-not-found"));
        assertThat(task.attempt(String.valueOf(second))).isInstanceOf(Outcome.Finished.class);
    }

    @Test
    void whatIsPausedStandsStill() {
        upload(0, PICTURES);
        long second = lifecycle
                .start("demo", embedders.of("demo").space(), Kind.IMAGE, Engine.EMBEDDED, false)
                .orElseThrow()
                .id();
        given().post("/api/generations/{id}/pause", second)
                .then()
                .statusCode(202)
                .body("paused", is(true));
        var before = coverage(second);

        task.attempt(String.valueOf(second));
        sweep.sweep();

        assertThat(coverage(second)).isEqualTo(before);
        given().post("/api/generations/{id}/resume", second)
                .then()
                .statusCode(202)
                .body("paused", is(false));
        await().untilAsserted(() -> assertThat(coverage(second)).containsExactly(PICTURES, PICTURES));
    }

    @Test
    void whatIsBeingBuiltFollowsNewPictures() {
        upload(0, 2);
        long second = start(false);
        await().untilAsserted(() -> assertThat(coverage(second)).containsExactly(2, 2));

        upload(2, 4);
        sweep.sweep();

        await().untilAsserted(() -> assertThat(coverage(second)).containsExactly(4, 4));
    }

    @Test
    void anUnreadablePreviewHoldsNobodyUpAndIsMended() {
        var images = upload(0, 3);
        objects.put(Keys.rendition(images.get(1), 1440), new byte[] {1, 2, 3}, "image/jpeg");

        long second = start(true);
        await().untilAsserted(() -> assertThat(state(second)).isEqualTo("active"));
        sweep.sweep();

        await().untilAsserted(() -> assertThat(coverage(second)).containsExactly(3, 3));
        assertThat(Client.settled(images.get(1)).getString("status")).isEqualTo("ready");
        assertThat(objects.get(Keys.rendition(images.get(1), 1440)).length).isGreaterThan(1000);
        given().get("/api/status").then().body("repairs.'vector-missing'", is(1));
    }

    @Test
    void aMissingVectorIsMadeAgainFromThePreview() {
        var images = upload(0, 3);
        jdbi.useHandle(handle -> handle.execute("delete from vector where image_id = ?", images.get(2)));
        assertThat(coverage(first)).containsExactly(2, 3);

        sweep.sweep();

        await().untilAsserted(() -> assertThat(coverage(first)).containsExactly(3, 3));
        assertThat(found()).containsExactlyInAnyOrderElementsOf(images);
        await().untilAsserted(() -> given().get("/api/status").then().body("repairs.'vector-missing'", is(1)));
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        order("no-such-model").then().statusCode(404).body("code", is("model-not-found"));
        order("clip-vit-base-patch32-q8").then().statusCode(409).body("code", is("model-not-ready"));
        order("directory").then().statusCode(409).body("code", is("generation-exists"));
        order("").then().statusCode(400);
        given().contentType(ContentType.JSON)
                .body(Map.of("model", "demo", "dimension", 64))
                .post("/api/generations")
                .then()
                .statusCode(422)
                .body("code", is("invalid-dimension"));
        given().contentType(ContentType.JSON)
                .body(Map.of("model", "demo", "engine", "faiss"))
                .post("/api/generations")
                .then()
                .statusCode(422)
                .body("code", is("unknown-engine"));
        given().post("/api/generations/{id}/drop", first).then().statusCode(409).body("code", is("generation-active"));
        given().post("/api/generations/{id}/pause", first)
                .then()
                .statusCode(409)
                .body("code", is("not-building"));
        given().post("/api/generations/{id}/activate", 987654).then().statusCode(404);
    }

    @Test
    void coverageIsAMetric() {
        upload(0, 2);
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("sightline_generation_images_searchable{state=\"active\"} 2.0"));
    }

    private List<UUID> upload(int from, int to) {
        var images = IntStream.range(from, to)
                .mapToObj(index -> Client.upload(DemoCollection.picture(21, index)))
                .toList();
        images.forEach(
                image -> assertThat(Client.settled(image).getString("status")).isEqualTo("ready"));
        return images;
    }

    private static void describe(UUID image, String title) {
        given().contentType("application/merge-patch+json")
                .body(Map.of("title", title))
                .patch("/api/images/{id}", image)
                .then()
                .statusCode(200);
    }

    private static List<Integer> words(long generation) {
        var answer = given().get("/api/generations/{id}", generation).jsonPath();
        return List.of(answer.getInt("words.searchable"), answer.getInt("words.all"));
    }

    private long start(boolean activate) {
        var answer = given().contentType(ContentType.JSON)
                .body(Map.of("model", "demo", "activate", activate))
                .post("/api/generations")
                .then()
                .statusCode(202)
                .header("Location", matchesPattern(".*/api/generations/\\d+"))
                .extract()
                .jsonPath();
        return answer.getLong("id");
    }

    private static Response order(String model) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("model", model))
                .post("/api/generations");
    }

    private void activate(long id) {
        given().post("/api/generations/{id}/activate", id).then().statusCode(202);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(state(id)).isEqualTo("active"));
    }

    private static List<Map<String, Object>> list() {
        return given().get("/api/generations")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("generations");
    }

    private static long id(Map<String, Object> generation) {
        return ((Number) generation.get("id")).longValue();
    }

    private static JsonPath get(long id) {
        return given().get("/api/generations/{id}", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String state(long id) {
        return get(id).getString("state");
    }

    private static List<Integer> coverage(long id) {
        var generation = get(id);
        return List.of(generation.getInt("coverage.searchable"), generation.getInt("coverage.all"));
    }

    private static String modelOfASearch() {
        return Client.search(Map.of("text", "a boat")).getString("model");
    }

    /// All that the index of the active generation holds.
    private static List<UUID> found() {
        var image =
                given().get("/api/images?limit=1").then().extract().jsonPath().getUUID("images[0].id");
        var relevant = Client.search(Map.of("examples", List.of(Map.of("id", image)), "limit", 200));
        var weaker = Client.search(Map.of("examples", List.of(Map.of("id", image)), "limit", 200, "weaker", true));
        var all = new ArrayList<>(List.of(image));
        relevant.getList("results.image.id", String.class).forEach(id -> all.add(UUID.fromString(id)));
        weaker.getList("results.image.id", String.class).forEach(id -> all.add(UUID.fromString(id)));
        return all;
    }

    private long vectorsOf(long space) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from vector where space_id = :space")
                .bind("space", space)
                .mapTo(long.class)
                .one());
    }
}
