package dev.sightline.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.scene.Scene;
import dev.sightline.demo.scene.Style;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.OwnServers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
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

    /// Once for all tests: they change nothing.
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
}
