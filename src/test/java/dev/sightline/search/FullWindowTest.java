package dev.sightline.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.scene.Scene;
import dev.sightline.demo.scene.Style;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.OwnServers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// More pictures are relevant than a search looks at.
@QuarkusTest
@TestProfile(FullWindowTest.SmallWindow.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FullWindowTest {

    private static final int WINDOW = 8;
    private static final int COUNT = 12;

    public static class SmallWindow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sightline.search.window", "" + WINDOW);
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(OwnServers.class));
        }
    }

    @Inject
    Jdbi jdbi;

    private boolean isTakenIn;

    /// Once for all tests: they leave the pictures as they are.
    @BeforeEach
    void takeIn() {
        if (isTakenIn) {
            return;
        }
        Database.empty(jdbi);
        IntStream.iterate(0, index -> index + 1)
                .filter(index -> Scene.of(DemoCollection.SEED, index).style() == Style.ORIGAMI)
                .limit(COUNT)
                .mapToObj(index -> Client.upload(DemoCollection.picture(DemoCollection.SEED, index)))
                .toList()
                .forEach(Client::settled);
        isTakenIn = true;
    }

    @Test
    void theAnswerSaysThatThereMayBeMore() {
        var answer = Client.search(Map.of("text", "origami", "facets", true, "limit", 3));

        assertThat(answer.getInt("relevant.count")).isEqualTo(WINDOW);
        assertThat(answer.getBoolean("relevant.exact")).isFalse();
        assertThat(answer.getList("facets.find { it.name == 'type' }.values.count", Integer.class).stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(WINDOW);
    }

    @Test
    void thePageSaysWhatTheFiltersCount() {
        var page = given().accept("text/html").get("/search?q=origami").asString();

        assertThat(page)
                .contains("<h1>8 pictures or more</h1>")
                .contains("<p class=\"facet-note\">Counted among the best 8 pictures.</p>");
    }

    @Test
    void whatIsCountedInFullNeedsNoNote() {
        var page = given().accept("text/html").get("/search?q=origami+boat").asString();

        assertThat(page)
                .contains("class=\"facets\"")
                .doesNotContain("facet-note")
                .doesNotContain(" or more</h1>");
    }

    /// Of the styles that somebody likes, more is looked at than fits into the window.
    @Test
    void tasteLooksFurther() {
        var within = origami(0);
        var beyond = all().stream()
                .filter(image -> !within.contains(image))
                .findFirst()
                .orElseThrow();
        findStyles();
        var liked = all().stream()
                .filter(image -> style(image).equals(style(beyond)))
                .toList();
        try {
            liked.forEach(FullWindowTest::download);

            assertThat(origami(0)).isEqualTo(within);
            assertThat(origami(0.5)).containsAll(within).containsAll(liked).hasSizeGreaterThan(WINDOW);
            assertThat(liked).contains(origami(0.5).getFirst());
        } finally {
            given().delete("/api/taste").then().statusCode(204);
        }
    }

    private static List<UUID> origami(double personal) {
        return Client.search(Map.of("text", "origami", "personal", personal)).getList("results.image.id", UUID.class);
    }

    private static List<UUID> all() {
        return given().get("/api/images").jsonPath().getList("images.id", UUID.class);
    }

    private static void findStyles() {
        given().contentType(ContentType.JSON)
                .body(Map.of("k", 4))
                .post("/api/styles")
                .then()
                .statusCode(202);
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        given().get("/api/styles").jsonPath().getList("styles").size() == 4);
    }

    private UUID style(UUID image) {
        return jdbi.withHandle(handle -> handle.createQuery("select style_id from image_style where image_id = :image")
                .bind("image", image)
                .mapTo(UUID.class)
                .one());
    }

    private static void download(UUID image) {
        var event = Map.of("id", UUID.randomUUID(), "image", image, "type", "download");
        given().contentType(ContentType.JSON)
                .body(Map.of("events", List.of(event)))
                .post("/api/interactions")
                .then()
                .statusCode(202);
    }
}
