package dev.sightline.duplicate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class DuplicatesTest {

    @Inject
    Jdbi jdbi;

    @Inject
    ObjectStore objects;

    @Inject
    DuplicateTask task;

    @BeforeEach
    void emptyLibrary() {
        Database.empty(jdbi);
    }

    @Test
    void theSameBytesAtTheSameTimeAreStoredOnce() throws Exception {
        var picture = DemoCollection.picture(31, 0);
        long before = objects.list(Keys.ORIGINALS).count();
        var uploads = new ArrayList<Callable<UUID>>();
        for (int i = 0; i < 8; i++) {
            uploads.add(() -> Client.upload(picture));
        }
        var ids = new HashSet<UUID>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var uploaded : threads.invokeAll(uploads)) {
                ids.add(uploaded.get());
            }
        }

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(ids.stream().map(id -> Client.settled(id).getUUID("id")).distinct())
                    .hasSize(1);
            assertThat(objects.list(Keys.ORIGINALS).count()).isEqualTo(before + 1);
        });
        assertThat(given().get("/api/images").then().extract().jsonPath().getInt("total.count"))
                .isOne();
    }

    @Test
    void copiesThatLookTheSameAreAGroupAndOthersAreNot() {
        var groups = new ArrayList<Set<UUID>>();
        for (int index = 0; index < 4; index++) {
            var original = DemoCollection.picture(32, index);
            groups.add(Set.of(
                    Client.upload(original),
                    upload("compressed.jpg", PerceptualHashTest.compressed(original.bytes(), 1, 0.3f)),
                    upload("small.jpg", PerceptualHashTest.compressed(original.bytes(), 0.4, 0.85f))));
        }
        var others = IntStream.range(4, 40)
                .mapToObj(index -> Client.upload(DemoCollection.picture(32, index)))
                .toList();
        groups.forEach(group -> group.forEach(Client::settled));
        others.forEach(Client::settled);

        compare();

        var found = groups();
        assertThat(found.getInt("total")).isEqualTo(4);
        assertThat(sets(found)).containsExactlyInAnyOrderElementsOf(groups);
    }

    @Test
    void theBestIsKeptAndThatCanBeUndone() {
        var original = DemoCollection.picture(33, 1);
        var best = Client.upload(original);
        var small = upload("small.jpg", PerceptualHashTest.compressed(original.bytes(), 0.5, 0.85f));
        List.of(best, small).forEach(Client::settled);
        compare();
        assertThat(groups().getUUID("groups[0].best")).isEqualTo(best);

        var decision = decide(List.of(best, small), List.of(best));

        assertThat(decision.getList("trashed", UUID.class)).containsExactly(small);
        given().get("/api/images/{id}", small).then().body("status", is("trashed"));
        given().get("/api/images/{id}", best).then().body("status", is("ready"));
        assertThat(groups().getInt("total")).isZero();

        undo(decision).statusCode(204);
        given().get("/api/images/{id}", small).then().body("status", is("ready"));
        assertThat(groups().getInt("total")).isOne();
        undo(decision).statusCode(404).body("code", is("decision-not-found"));
    }

    @Test
    void nobodyIsAskedTwiceAboutWhatIsToStay() {
        var original = DemoCollection.picture(33, 2);
        var first = Client.upload(original);
        var second = upload("copy.jpg", PerceptualHashTest.compressed(original.bytes(), 1, 0.5f));
        List.of(first, second).forEach(Client::settled);
        compare();

        var decision = decide(List.of(first, second), List.of(first, second));

        assertThat(decision.getList("trashed")).isEmpty();
        assertThat(groups().getInt("total")).isZero();
        compare();
        assertThat(groups().getInt("total")).isZero();
        undo(decision).statusCode(204);
        assertThat(groups().getInt("total")).isOne();
    }

    @Test
    void aDecisionThatMakesNoSenseIsRefused() {
        var one = UUID.randomUUID();
        var other = UUID.randomUUID();
        given().contentType(ContentType.JSON)
                .body(Map.of("images", List.of(one, other), "keep", List.of()))
                .post("/api/duplicates/decisions")
                .then()
                .statusCode(422)
                .body("code", is("invalid-decision"));
        given().contentType(ContentType.JSON)
                .body(Map.of("images", List.of(one, other), "keep", List.of(one)))
                .post("/api/duplicates/decisions")
                .then()
                .statusCode(404);
    }

    @Test
    void thePageWorksWithoutScripts() {
        var original = DemoCollection.picture(33, 3);
        var best = Client.upload(original);
        var small = upload("small.jpg", PerceptualHashTest.compressed(original.bytes(), 0.5, 0.85f));
        List.of(best, small).forEach(Client::settled);
        compare();

        var done = given().redirects()
                .follow(false)
                .formParam("image", best, small)
                .formParam("keep", best)
                .post("/duplicates")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
        given().urlEncodingEnabled(false)
                .get(done)
                .then()
                .statusCode(200)
                .body(containsString("1 picture moved to the trash."))
                .body(containsString("Undo"));
        given().get("/api/images/{id}", small).then().body("status", is("trashed"));
    }

    private void compare() {
        task.attempt(DuplicateTask.ALL);
    }

    private static UUID upload(String name, byte[] bytes) {
        return Client.upload(name, "image/jpeg", bytes);
    }

    private static JsonPath groups() {
        return given().get("/api/duplicates").then().statusCode(200).extract().jsonPath();
    }

    private static List<Set<UUID>> sets(JsonPath groups) {
        return IntStream.range(0, groups.getList("groups").size())
                .mapToObj(i -> Set.copyOf(groups.getList("groups[%d].images.id".formatted(i), UUID.class)))
                .toList();
    }

    private static JsonPath decide(List<UUID> images, List<UUID> keep) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("images", images, "keep", keep))
                .post("/api/duplicates/decisions")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static ValidatableResponse undo(JsonPath decision) {
        return given().post("/api/duplicates/decisions/{id}/undo", decision.getString("id"))
                .then();
    }
}
