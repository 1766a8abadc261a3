package dev.sightline.generation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sightline.cli.Cli;
import dev.sightline.demo.DemoCollection;
import dev.sightline.index.Engine;
import dev.sightline.index.EngineCopies;
import dev.sightline.index.EngineHttp;
import dev.sightline.index.Generations;
import dev.sightline.index.Indexes;
import dev.sightline.ingest.Outcome;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Gate;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = BesideOpenSearch.class, restrictToAnnotatedClass = true)
class RemoteEngineTest {

    private static final int PICTURES = 5;

    /// More than are compared without the engine.
    private static final int MANY = 5000;

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TestHTTPResource
    String url;

    @Inject
    Jdbi jdbi;

    @Inject
    Generations generations;

    @Inject
    EngineCopies copies;

    @Inject
    Indexes indexes;

    @Inject
    BuildTask task;

    Gate gate;

    @BeforeEach
    void embedded() {
        gate.open();
        Database.empty(jdbi);
        generations.active();
        for (var stage : generations.list()) {
            if (stage.generation().engine() == Engine.EMBEDDED) {
                given().post(
                                "/api/generations/{id}/activate",
                                stage.generation().id())
                        .then()
                        .statusCode(202);
            }
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(generations.active().engine()).isEqualTo(Engine.EMBEDDED));
        for (var stage : generations.list()) {
            if (stage.generation().engine() == Engine.OPENSEARCH) {
                given().post("/api/generations/{id}/drop", stage.generation().id())
                        .then()
                        .statusCode(204);
            }
        }
    }

    @AfterEach
    void open() {
        gate.open();
    }

    @Test
    void aSearchMissesNothingNewAndShowsNothingThatIsGone() {
        var images = upload(0, PICTURES);
        moved();

        var added = upload(PICTURES, PICTURES + 1);
        assertThat(found(images.getFirst())).contains(added.getFirst());
        given().delete("/api/images/{id}", images.get(1)).then().statusCode(204);
        assertThat(found(images.getFirst())).contains(added.getFirst()).doesNotContain(images.get(1));
        given().post("/api/images/{id}/restore", images.get(1)).then().statusCode(200);
        assertThat(found(images.getFirst())).contains(added.getFirst(), images.get(1));

        follow();
        assertThat(indexes.audit(generations.active())).isEmpty();
        assertThat(found(images.getFirst())).hasSize(PICTURES);
    }

    @Test
    void aSmallLibraryIsSearchedWithoutItsEngine() {
        var images = upload(0, PICTURES);
        moved();
        var before = found(images.getFirst());

        gate.shutAfter(0);
        var added = upload(PICTURES, PICTURES + 1);

        assertThat(found(images.getFirst()))
                .containsAll(before)
                .containsAll(added)
                .hasSize(PICTURES);
        given().get("/search?q=heron").then().statusCode(200).body(not(containsString("only words are looked at")));
    }

    @Test
    void anOutageLosesNothingAndIsSaid() {
        var images = upload(0, PICTURES);
        long generation = moved();
        describe(images.get(2), "A heron at the pond");
        Database.multiply(jdbi, images.get(3), MANY);
        follow();

        gate.shutAfter(0);
        search(images.getFirst())
                .statusCode(503)
                .body("code", is("engine-unavailable"))
                .header("Retry-After", notNullValue());
        given().get("/search?q=heron")
                .then()
                .statusCode(200)
                .body(containsString("only words are looked at"))
                .body(containsString(images.get(2).toString()));
        var added = upload(PICTURES, PICTURES + 2);
        given().delete("/api/images/{id}", images.get(1)).then().statusCode(204);
        assertThat(task.attempt(String.valueOf(generation))).isInstanceOf(Outcome.Postponed.class);
        given().get("/api/generations/{id}", generation).then().body("error.code", is("engine-away"));

        gate.open();
        await().atMost(PATIENCE).untilAsserted(() -> search(images.getFirst()).statusCode(200));
        assertThat(found(added.getFirst())).contains(added.getLast()).doesNotContain(images.get(1));
        follow();
        given().get("/api/generations/{id}", generation).then().body("error", nullValue());
        // Of the one that has words there are three.
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(held()).isEqualTo(MANY + PICTURES + 3));
        assertThat(found(added.getFirst())).contains(added.getLast()).doesNotContain(images.get(1));
    }

    @Test
    void vectorsOfWordsFollowAndGo() {
        var images = upload(0, PICTURES);
        moved();

        describe(images.get(2), "A heron at the pond");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(held()).isEqualTo(PICTURES + 2));
        var request = Map.of("text", "heron pond", "against", "text");
        assertThat(Client.search(request).getList("results.parts.kind")).containsExactly("text");

        describe(images.get(2), "");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(held()).isEqualTo(PICTURES));
        assertThat(Client.search(request).getList("results.parts.kind")).doesNotContain("text");
        assertThat(indexes.audit(generations.active())).isEmpty();
    }

    @Test
    void whatAnEngineLostIsPutBack() {
        var images = upload(0, PICTURES);
        long generation = moved();
        var name = copies.find(generation).orElseThrow().name();
        assertThat(send("DELETE", "/" + index(name) + "/_doc/" + images.get(3) + "-image-0"))
                .isEqualTo(200);

        // By number, or by sample where the deletion is shown just between the two.
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(indexes.audit(generations.active()))
                .contains("OpenSearch", "4", "5"));
        search(images.getFirst()).statusCode(200);
        follow();
        assertThat(found(images.getFirst())).hasSize(PICTURES - 1).contains(images.get(3));

        send("DELETE", "/" + index(name));
        assertThat(found(images.getFirst())).hasSize(PICTURES - 1);
        follow();
        assertThat(copies.find(generation).orElseThrow().name()).isNotEqualTo(name);
        assertThat(found(images.getFirst())).hasSize(PICTURES - 1);
    }

    @Test
    void aLibraryThatIsNotSmallWaitsForItsEngine() {
        var image = upload(0, 1).getFirst();
        long generation = moved();
        Database.multiply(jdbi, image, MANY);
        follow();
        send("DELETE", "/" + index(copies.find(generation).orElseThrow().name()));

        search(image)
                .statusCode(503)
                .body("code", is("engine-unavailable"))
                .body("detail", containsString("being given the vectors"));

        follow();
        search(image).statusCode(200);
    }

    @Test
    void theCommandLineMovesTheVectorsThereAndBack() {
        var images = upload(0, PICTURES);
        long space = generations.active().spaceId();
        var before = found(images.getFirst());

        assertThat(Cli.run("index", "copy", "--to", "opensearch", "--server", url))
                .isZero();
        long generation = generations.active().id();
        given().get("/api/generations/{id}", generation)
                .then()
                .body("engine", is("opensearch"))
                .body("copied", is(PICTURES))
                .body("error", nullValue());
        assertThat(generations.active().spaceId()).isEqualTo(space);
        assertThat(found(images.getFirst())).isEqualTo(before).hasSize(PICTURES - 1);
        given().get("/models").then().statusCode(200).body(containsString("Searches use it, in OpenSearch"));

        assertThat(Cli.run("index", "copy", "--to", "embedded", "--server", url))
                .isZero();
        assertThat(generations.active().engine()).isEqualTo(Engine.EMBEDDED);
        assertThat(found(images.getFirst())).isEqualTo(before);
        given().get("/models").then().statusCode(200).body(containsString("in OpenSearch"));
        assertThat(Cli.run("index", "copy", "--to", "pinecone", "--server", url))
                .isEqualTo(1);

        var index = index(copies.find(generation).orElseThrow().name());
        assertThat(send("HEAD", "/" + index)).isEqualTo(200);
        given().post("/api/generations/{id}/drop", generation).then().statusCode(204);
        assertThat(send("HEAD", "/" + index)).isEqualTo(404);
    }

    @Test
    void whatIsNotSetUpIsSaid() {
        given().contentType(ContentType.JSON)
                .body(Map.of("model", "demo", "engine", "pinecone"))
                .post("/api/generations")
                .then()
                .statusCode(409)
                .body("code", is("engine-not-set-up"))
                .body("detail", containsString("sightline.index.pinecone"));
    }

    /// The id of the generation in OpenSearch, when searches use it.
    private long moved() {
        long id = given().contentType(ContentType.JSON)
                .body(Map.of("model", "demo", "engine", "opensearch"))
                .post("/api/generations")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getLong("id");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(generations.active().id()).isEqualTo(id));
        return id;
    }

    /// As the queue would, until the engine has everything.
    private void follow() {
        await().atMost(PATIENCE)
                .until(() -> task.attempt(String.valueOf(generations.active().id())) instanceof Outcome.Finished);
    }

    private int held() {
        return Integer.parseInt(text("/"
                        + index(copies.find(generations.active().id())
                                .orElseThrow()
                                .name()) + "/_count")
                .replaceAll("^.*\"count\":(\\d+),.*$", "$1"));
    }

    private static String index(String name) {
        return "library-" + ProcessHandle.current().pid() + "-" + name;
    }

    private int send(String method, String path) {
        return new EngineHttp(Optional.empty())
                .send(method, gate.url().resolve(path), Map.of(), null, Duration.ofSeconds(10))
                .status();
    }

    private String text(String path) {
        return new EngineHttp(Optional.empty())
                .send("GET", gate.url().resolve(path), Map.of(), null, Duration.ofSeconds(10))
                .body();
    }

    private static List<UUID> upload(int from, int to) {
        var images = IntStream.range(from, to)
                .mapToObj(index -> Client.upload(DemoCollection.picture(22, index)))
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

    private static io.restassured.response.ValidatableResponse search(UUID like) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("examples", List.of(Map.of("id", like)), "limit", 200))
                .post("/api/search")
                .then();
    }

    /// All that a search by a picture finds, however weak.
    private static Set<UUID> found(UUID like) {
        var all = new HashSet<UUID>();
        for (boolean weaker : new boolean[] {false, true}) {
            Client.search(Map.of("examples", List.of(Map.of("id", like)), "limit", 200, "weaker", weaker))
                    .getList("results.image.id", String.class)
                    .forEach(id -> all.add(UUID.fromString(id)));
        }
        return all;
    }
}
