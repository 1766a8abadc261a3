package dev.sightline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.DemoPicture;
import dev.sightline.demo.scene.Scene;
import dev.sightline.demo.scene.Style;
import dev.sightline.generation.BesideOpenSearch;
import dev.sightline.index.EngineCopies;
import dev.sightline.index.EngineHttp;
import dev.sightline.index.Generations;
import dev.sightline.index.Indexes;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Gate;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// What a person sees whose page is open while the engine goes away and comes back.
@QuarkusTest
@QuarkusTestResource(value = BesideOpenSearch.class, restrictToAnnotatedClass = true)
class EngineAwayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /// More than are compared without the engine.
    private static final int MANY = 5000;

    @TestHTTPResource
    String site;

    @Inject
    Jdbi jdbi;

    @Inject
    Generations generations;

    @Inject
    EngineCopies copies;

    @Inject
    Indexes indexes;

    Gate gate;

    @Test
    void searchesGoOnInASmallLibraryAndAreRepeatedInALargeOne() {
        Database.empty(jdbi);
        var castle = added(Style.BLUEPRINT, 0);
        added(Style.NEON, 0);
        useOpenSearch();
        try (var chromium = new Chromium(site);
                var visitor = chromium.visitor()) {
            var page = visitor.open("/search?q=blueprint").page;
            assertThat(page.locator(".tile")).hasCount(1);
            page.evaluate("() => { window.isSame = true; }");

            goesOnWhileTheEngineIsAway(page);
            Database.multiply(jdbi, castle, MANY);
            awaitHeld(MANY + 3);
            waitsForTheEngine(page);

            assertThat(page.evaluate("() => window.isSame")).isEqualTo(true);
            visitor.assertNoComplaints();
        } finally {
            gate.open();
        }
    }

    private void goesOnWhileTheEngineIsAway(Page page) {
        gate.shutAfter(0);
        added(Style.ORIGAMI, 0);

        search(page, "origami");
        assertThat(page.locator(".tile")).hasCount(1);
        assertThat(away(page)).hasCount(0);
        search(page, "neon");
        assertThat(page.locator(".tile")).hasCount(1);
        assertThat(away(page)).hasCount(0);

        gate.open();
        awaitHeld(3);
    }

    private void waitsForTheEngine(Page page) {
        gate.shutAfter(0);
        var added = added(Style.ORIGAMI, 1);

        search(page, "origami");
        assertThat(away(page)).containsText("only words are looked at");
        assertThat(page.locator(".tile")).hasCount(0);
        searchAgain(page);
        assertThat(away(page)).isVisible();

        gate.open();
        await().atMost(PATIENCE).until(() -> {
            searchAgain(page);
            return away(page).count() == 0;
        });
        assertThat(page.locator(".tile")).hasCount(2);
        assertThat(page.locator("[href*='/images/" + added + "']").first()).isVisible();
        awaitHeld(MANY + 4);
    }

    private static Locator away(Page page) {
        return page.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText("Search again"));
    }

    /// Until the page has another answer.
    private static void searchAgain(Page page) {
        var link = page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Search again"));
        link.evaluate("link => link.dataset.before = ''");
        link.click();
        assertThat(page.locator("[data-before]")).hasCount(0, new HasCountOptions().setTimeout(PATIENCE.toMillis()));
    }

    private static void search(Page page, String words) {
        var box = page.getByRole(AriaRole.COMBOBOX, new GetByRoleOptions().setName("Search pictures"));
        box.fill(words);
        box.press("Enter");
        assertThat(page).hasURL(Pattern.compile("q=" + words + "$"));
    }

    /// @return the id of a picture of this style that has become ready
    private static UUID added(Style style, int which) {
        var image = Client.upload(drawn(style, which));
        assertThat(Client.settled(image).getString("status")).isEqualTo("ready");
        return image;
    }

    private static DemoPicture drawn(Style style, int which) {
        return DemoCollection.picture(
                DemoCollection.SEED,
                IntStream.iterate(0, i -> i + 1)
                        .filter(i -> Scene.of(DemoCollection.SEED, i).style() == style)
                        .skip(which)
                        .findFirst()
                        .orElseThrow());
    }

    private void useOpenSearch() {
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
    }

    /// Waits until the engine holds so many vectors, neither more nor fewer. The queue gives them to it every minute,
    /// which is not waited for.
    private void awaitHeld(int count) {
        var name = "library-%d-%s"
                .formatted(
                        ProcessHandle.current().pid(),
                        copies.find(generations.active().id()).orElseThrow().name());
        await().atMost(PATIENCE).untilAsserted(() -> {
            indexes.follow(generations.active(), Instant.now().plusSeconds(5));
            assertThat(new EngineHttp(Optional.empty())
                            .send(
                                    "GET",
                                    gate.url().resolve("/" + name + "/_count"),
                                    Map.of(),
                                    null,
                                    Duration.ofSeconds(10))
                            .body())
                    .contains("\"count\":" + count + ",");
        });
    }
}
