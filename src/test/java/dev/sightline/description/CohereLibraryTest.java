package dev.sightline.description;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sightline.demo.DemoCollection;
import dev.sightline.embedding.bedrock.StubBedrock;
import dev.sightline.embedding.remote.StubService.Fault.Refusal;
import dev.sightline.index.Generations;
import dev.sightline.index.Kind;
import dev.sightline.ingest.SweepTask;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A library whose model sees no pictures: it reads what is written about them, and what a language model says of those
/// about which nothing is.
@QuarkusTest
@QuarkusTestResource(value = CohereServers.class, restrictToAnnotatedClass = true)
class CohereLibraryTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    StubClaude claude;
    StubBedrock cohere;

    @Inject
    Jdbi jdbi;

    @Inject
    Generations generations;

    @Inject
    @All
    List<SweepTask> sweeps;

    @BeforeEach
    void onlyCohere() {
        claude.outage = null;
        claude.instead = null;
        Database.empty(jdbi);
        jdbi.useHandle(handle -> handle.execute("delete from model_usage"));
        if (!generations.active().model().equals("cohere-english")) {
            activate(id("cohere-english"));
        }
        for (var generation : list()) {
            if (!generation.get("state").equals("active")) {
                given().post("/api/generations/{id}/drop", generation.get("id"))
                        .then()
                        .statusCode(204);
            }
        }
        claude.answered.clear();
        cohere.answered.clear();
    }

    @AfterEach
    void nothingThatTheServicesDoNotTake() {
        assertThat(claude.violations).isEmpty();
        assertThat(cohere.violations).isEmpty();
    }

    @Test
    void aPictureIsDescribedOnceAndFoundByThat() {
        var boat = described(0, "A red boat", "It lies at anchor.");
        var heron = described(1, "A grey heron", "It waits at the pond.");

        assertThat(generations.active().kind()).isEqualTo(Kind.TEXT);
        assertThat(ordinals(boat)).containsExactly(1);
        assertThat(get(boat).getString("machine.title")).isEqualTo("A red boat");
        var found = search("a red boat at anchor", "image");
        assertThat(found.getFirst().id()).isEqualTo(boat);
        assertThat(of(found, boat).kind()).isEqualTo("text");
        assertThat(of(found, boat).cosine())
                .isGreaterThan(0.3 + of(found, heron).cosine());
        sweeps.forEach(SweepTask::sweep);
        await().atMost(LONG).until(() -> !isBuilding());
        assertThat(claude.answered).hasSize(2);
        assertThat(cohere.answered)
                .extracting(request -> request.get("input_type").asText())
                .containsOnly("search_document", "search_query");
    }

    @Test
    void thereIsNothingToChooseWhereWordsAreAllThatIsSearched() {
        described(0, "A red boat", "It lies at anchor.");

        given().get("/search?q=red+boat").then().statusCode(200).body(not(containsString("name=\"against\"")));
        given().get("/search?q=red+boat&against=combined").then().statusCode(200);
    }

    @Test
    void whatAPersonWritesHasAVectorBesideThatOfTheDescription() {
        var image = described(0, "A red boat", "It lies at anchor.");

        write(image, "Ein rotes Segelschiff", null);

        await().atMost(LONG).untilAsserted(() -> assertThat(ordinals(image)).containsExactly(0, 1));
        // In either language, it is the nearer of the two that counts.
        assertThat(of(search("Ein rotes Segelschiff", null), image).cosine()).isGreaterThan(0.99);
        assertThat(of(search("A red boat it lies at anchor", null), image).cosine())
                .isGreaterThan(0.99);
        assertThat(search("boat", null)).extracting(Found::id).containsOnlyOnce(image);

        write(image, "Ein blaues Segelschiff", null);
        await().atMost(LONG).untilAsserted(() -> assertThat(
                        of(search("Ein blaues Segelschiff", null), image).cosine())
                .isGreaterThan(0.99));

        write(image, null, null);
        await().atMost(LONG).untilAsserted(() -> assertThat(ordinals(image)).containsExactly(1));
        assertThat(of(search("Ein blaues Segelschiff", null), image).cosine()).isLessThan(0.5);
        assertThat(claude.answered).hasSize(1);
    }

    @Test
    void aPictureIsFoundByItsLastWordsUntilThereAreOthers() {
        var image = described(0, "A red boat", "It lies at anchor.");

        given().delete("/api/images/{id}/description", image).then().statusCode(200);
        sweeps.forEach(SweepTask::sweep);
        await().atMost(LONG).until(() -> !isBuilding());

        // Who takes a description away does not want another.
        assertThat(claude.answered).hasSize(1);
        assertThat(of(search("A red boat it lies at anchor", null), image).cosine())
                .isGreaterThan(0.99);
        write(image, "Ein Boot", null);
        await().atMost(LONG).untilAsserted(() -> assertThat(ordinals(image)).containsExactly(0));
    }

    @Test
    void aPictureWhoseOnlyWordsArePersonsAndGoIsDescribed() {
        var image = described(0, "A red boat", "It lies at anchor.");
        jdbi.useHandle(handle -> {
            handle.execute("delete from description");
            handle.execute("update image set title = 'Boot', machine_title = null, machine_description = null");
        });
        sweeps.forEach(SweepTask::sweep);
        await().atMost(LONG).untilAsserted(() -> assertThat(ordinals(image)).containsExactly(0));

        write(image, null, null);

        await().atMost(LONG).untilAsserted(() -> assertThat(ordinals(image)).containsExactly(1));
        assertThat(get(image).getString("machine.title")).isEqualTo("A red boat");
        assertThat(claude.answered).hasSize(2);
    }

    @Test
    void aPictureThatIsSearchedWithIsDescribedFirst() {
        var boat = described(0, "A red boat", "It lies at anchor.");
        described(1, "A grey heron", "It waits at the pond.");
        claude.said = StubClaude.saying("A red boat", "It lies at anchor.", "boat");
        var example = Map.of(
                "data",
                Base64.getEncoder().encodeToString(DemoCollection.picture(33, 7).bytes()));

        var found = results(Client.search(Map.of("examples", List.of(example), "weaker", false)));

        assertThat(found.getFirst().id()).isEqualTo(boat);
        assertThat(claude.answered).hasSize(3);
        // One that is here is known by its words.
        var like = Client.search(Map.of("examples", List.of(Map.of("id", boat)), "weaker", true));
        assertThat(like.getList("results.image.id", UUID.class)).doesNotContain(boat);
        assertThat(claude.answered).hasSize(3);
    }

    @Test
    void anOutageOfWhatDescribesIsSaidAndEndsByItself() {
        claude.outage = new Refusal(503, "ServiceUnavailableException", "Service unavailable", null);

        var image = Client.upload(DemoCollection.picture(33, 3));

        await().atMost(LONG).untilAsserted(() -> given().get("/api/jobs?state=waiting")
                .then()
                .body("jobs[0].code", is("embedding-failed"))
                .body("jobs[0].reason", containsString("It is asked again by itself.")));
        claude.outage = null;
        assertThat(Client.settled(image).getString("status")).isEqualTo("ready");
        assertThat(claude.answered).hasSize(1);
    }

    @Test
    void aPictureThatIsNotDescribedFailsWithTheReason() {
        claude.instead =
                JsonNodeFactory.instance.objectNode().put("type", "text").put("text", "I would rather not.");
        claude.stopReason = "refusal";
        try {
            var image = Client.upload(DemoCollection.picture(33, 4));

            assertThat(Client.settled(image).getString("status")).isEqualTo("failed");
            given().get("/api/jobs?state=failed")
                    .then()
                    .body("jobs[0].code", is("embedding-failed"))
                    .body("jobs[0].reason", containsString("declines to describe"));
        } finally {
            claude.stopReason = "tool_use";
            claude.instead = null;
        }
    }

    @Test
    void aLibraryThatWasSeenIsReadForAPriceThatIsSaidBefore() {
        build("titan-1024");
        claude.said = StubClaude.saying("A red boat", "It lies at anchor.", "boat");
        var silent = ready(0);
        var titled = ready(1);
        write(titled, "Ein Segelschiff", null);
        assertThat(claude.answered).isEmpty();
        given().post("/api/generations/{id}/drop", id("cohere-english")).then().statusCode(204);
        given().get("/models")
                .then()
                .body(containsString("sees no pictures, reads what is written about them"))
                .body(containsString("2 pictures, 1 of them to be described, about $0.01"));

        build("cohere-english");

        assertThat(ordinals(silent)).containsExactly(1);
        assertThat(ordinals(titled)).containsExactly(0);
        assertThat(claude.answered).hasSize(1);
        assertThat(of(search("A red boat it lies at anchor", null), silent).cosine())
                .isGreaterThan(0.99);
    }

    /// What a search says of an image.
    private record Found(UUID id, String kind, double cosine) {}

    private static List<Found> search(String text, String against) {
        var request = new HashMap<String, Object>(Map.of("text", text));
        if (against != null) {
            request.put("against", against);
        }
        var found = new ArrayList<>(results(Client.search(request)));
        request.put("weaker", true);
        found.addAll(results(Client.search(request)));
        return found;
    }

    private static List<Found> results(JsonPath answer) {
        return answer.<Map<String, ?>>getList("results").stream()
                .map(result -> {
                    var parts = (Map<?, ?>) result.get("parts");
                    return new Found(
                            UUID.fromString((String) ((Map<?, ?>) result.get("image")).get("id")),
                            (String) parts.get("kind"),
                            ((Number) parts.get("vector")).doubleValue());
                })
                .toList();
    }

    private static Found of(List<Found> found, UUID image) {
        return found.stream().filter(one -> one.id().equals(image)).findFirst().orElseThrow();
    }

    private UUID described(int index, String title, String description) {
        claude.said = StubClaude.saying(title, description, "picture");
        return ready(index);
    }

    private static UUID ready(int index) {
        var image = Client.upload(DemoCollection.picture(33, index));
        assertThat(Client.settled(image).getString("status")).isEqualTo("ready");
        return image;
    }

    private static JsonPath get(UUID image) {
        return given().get("/api/images/{id}", image).jsonPath();
    }

    private static void write(UUID image, String title, String description) {
        var words = new HashMap<String, Object>();
        words.put("title", title);
        words.put("description", description);
        given().contentType("application/merge-patch+json")
                .body(words)
                .patch("/api/images/{id}", image)
                .then()
                .statusCode(200);
    }

    private List<Integer> ordinals(UUID image) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select v.ordinal from vector v join image i on i.id = v.image_id
                        where v.image_id = :image and v.space_id = :space and v.kind = 'text'
                            and v.words_version = i.words_version
                        order by v.ordinal
                        """)
                .bind("image", image)
                .bind("space", generations.active().spaceId())
                .mapTo(Integer.class)
                .list());
    }

    private boolean isBuilding() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select exists (select from scheduled_tasks where task_name = 'build')")
                        .mapTo(boolean.class)
                        .one());
    }

    private void build(String model) {
        given().redirects()
                .follow(false)
                .post("/models/{id}/build", model)
                .then()
                .statusCode(303);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(generations.active().model()).isEqualTo(model));
    }

    private void activate(long id) {
        given().post("/api/generations/{id}/activate", id).then().statusCode(202);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(generations.active().id()).isEqualTo(id));
    }

    private static List<Map<String, Object>> list() {
        return given().get("/api/generations").then().extract().jsonPath().getList("generations");
    }

    private static long id(String model) {
        return list().stream()
                .filter(generation -> generation.get("model").equals(model))
                .map(generation -> ((Number) generation.get("id")).longValue())
                .findFirst()
                .orElseThrow();
    }
}
