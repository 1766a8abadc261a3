package dev.sightline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.scene.Scene;
import dev.sightline.demo.scene.Style;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What taste does to the pages, and what people see, change and delete of it.
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TastePagesTest {

    private static final int COUNT = 80;
    private static final int LOOKED_AT = 3;

    @Inject
    Jdbi jdbi;

    @TestHTTPResource
    String site;

    private Chromium chromium;
    private final Map<UUID, Scene> pictures = new LinkedHashMap<>();

    @BeforeEach
    void fill() {
        if (chromium == null) {
            chromium = new Chromium(site);
            Database.empty(jdbi);
            DemoCollection.pictures(COUNT, DemoCollection.SEED, 0)
                    .forEach(picture -> pictures.put(Client.upload(picture), picture.scene()));
            pictures.keySet().forEach(Client::settled);
            given().contentType(ContentType.JSON)
                    .body(Map.of("k", 8))
                    .post("/api/styles")
                    .then()
                    .statusCode(202);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> given().get("/api/styles")
                                    .jsonPath()
                                    .getList("styles")
                                    .size()
                            == 8);
        }
        jdbi.useHandle(handle -> {
            handle.execute("delete from interaction");
            handle.execute("update person set taste_weight = null, recording = true");
            handle.execute("update collection set taste = true");
        });
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void theSliderOrdersTheResultsAndIsRemembered() {
        lookAt(Style.NEON);
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/search?q=cat").page;
            var slider = slider(page);
            assertThat(slider).hasValue("30");
            assertThat(visitor.barriers()).isEmpty();

            slider.press("Home");
            assertThat(page.locator(".because")).hasCount(0);
            assertThat(slider).isFocused();
            assertThat(results(page)).isEqualTo(found("cat", 0));
            slider.press("End");
            var lifted = page.getByRole(AriaRole.IMG, named(Pattern.compile("Moved up: you looked at 3 of ")));
            assertThat(lifted.first()).isVisible();
            assertThat(results(page)).isEqualTo(found("cat", 1)).isNotEqualTo(found("cat", 0));
            assertThat(pictures.get(results(page).getFirst()).style()).isEqualTo(Style.NEON);
            assertThat(page).hasURL(Pattern.compile("/search\\?q=cat$"));

            page.reload();
            assertThat(slider).hasValue("100");
            assertThat(results(page)).isEqualTo(found("cat", 1));
            page.getByRole(AriaRole.COMBOBOX, named("Order")).selectOption("date");
            assertThat(page.locator(".because")).hasCount(0);
            visitor.assertNoComplaints();
        }
    }

    @Test
    void theSliderIsAFormWithoutScripts() {
        lookAt(Style.NEON);
        try (var visitor = chromium.visitor(new NewContextOptions().setJavaScriptEnabled(false))) {
            var page = visitor.open("/search?q=cat").page;
            slider(page).fill("100");
            page.locator(".leaning").getByRole(AriaRole.BUTTON, in("Apply")).click();

            assertThat(page).hasURL(Pattern.compile("/search\\?q=cat$"));
            assertThat(slider(page)).hasValue("100");
            assertThat(results(page)).isEqualTo(found("cat", 1));
        }
    }

    @Test
    void nothingIsSaidOfTasteWhereThereIsNone() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/search?q=cat").page;
            assertThat(page.locator(".tile").first()).isVisible();
            assertThat(slider(page)).hasCount(0);
            visitor.open("/");
            assertThat(page.locator(".tile").first()).isVisible();
            assertThat(page.getByRole(AriaRole.HEADING, named("For you"))).hasCount(0);
            visitor.open("/for-you");
            assertThat(page.getByRole(AriaRole.HEADING, named("Nothing stands out yet")))
                    .isVisible();
            assertThat(visitor.barriers()).isEmpty();
        }
    }

    @Test
    void thePictureSaysWhyItIsLiked() {
        lookAt(Style.NEON);
        var liked = of(Style.NEON).getLast();
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/images/" + liked).page;
            page.getByRole(AriaRole.LINK, named(Pattern.compile("You looked at 3 of ")))
                    .click();
            assertThat(page).hasURL(Pattern.compile("/styles/"));
        }
    }

    @Test
    void theLibraryHasARowUntilItIsPaused() {
        lookAt(Style.NEON);
        var seen = of(Style.NEON).subList(0, LOOKED_AT);
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;
            var row = page.getByRole(AriaRole.REGION, named("For you"));
            assertThat(row).containsText("Because you looked at 3 of ");
            var first = row.getByRole(AriaRole.LISTITEM).first();
            assertThat(first).isVisible();
            assertThat(visitor.barriers()).isEmpty();
            var shown = row.locator("a[href^='/images/']").all().stream()
                    .map(link -> UUID.fromString(link.getAttribute("href").substring("/images/".length())))
                    .toList();
            assertThat(shown).isNotEmpty().doesNotContainAnyElementsOf(seen);
            assertThat(shown)
                    .allSatisfy(image -> assertThat(pictures.get(image).style()).isEqualTo(Style.NEON));

            row.getByRole(AriaRole.LINK, in("For you")).click();
            assertThat(page.locator(".tile").first()).isVisible();
            assertThat(visitor.barriers()).isEmpty();
            visitor.open("/");
            row.getByRole(AriaRole.BUTTON, in("Pause")).click();
            assertThat(page.getByText("Paused. What you do is not recorded")).isVisible();
            visitor.open("/");
            assertThat(page.locator(".tile").first()).isVisible();
            assertThat(row).hasCount(0);
            visitor.open("/history");
            page.getByRole(AriaRole.BUTTON, named("Resume")).click();
            visitor.open("/");
            assertThat(row).isVisible();
            visitor.assertNoComplaints();
        }
    }

    /// Nothing below it moves when its pictures come.
    @Test
    void theRowHasItsHeightBeforeItsPictures() {
        lookAt(Style.NEON);
        try (var visitor = chromium.visitor()) {
            visitor.page.route(url -> url.endsWith("/for-you/row"), _ -> {});
            var month = visitor.open("/").page.locator(".month h2").first();
            var before = month.boundingBox();
            visitor.page.unrouteAll();
            visitor.open("/");
            visitor.page.locator(".picks li").first().waitFor();

            assertThat(month.boundingBox().y).isEqualTo(before.y);
        }
    }

    @Test
    void theHistoryIsLookedAtAndDeleted() {
        lookAt(Style.NEON);
        tell(of(Style.COMIC).getFirst(), "download", "q=%22a+boat%22", 2);
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/history").page;
            var acts = page.locator(".acts > li");
            assertThat(acts).hasCount(LOOKED_AT + 1);
            assertThat(acts.first()).containsText("Downloaded");
            assertThat(acts.first().getByRole(AriaRole.LINK, in("“\"a boat\"”")))
                    .hasAttribute("href", "/search?q=%22a+boat%22");
            assertThat(page.locator(".likings")).containsText("You looked at 3 of ");
            assertThat(visitor.barriers()).isEmpty();

            page.getByRole(AriaRole.LINK, named("Looked at").setExact(true)).click();
            assertThat(acts).hasCount(LOOKED_AT);
            acts.first().getByRole(AriaRole.BUTTON).click();
            assertThat(acts).hasCount(LOOKED_AT - 1);
            assertThat(count()).isEqualTo(LOOKED_AT);

            page.getByRole(AriaRole.LINK, named("Delete all")).click();
            page.getByRole(AriaRole.LINK, named("Keep it")).click();
            assertThat(count()).isEqualTo(LOOKED_AT);
            page.getByRole(AriaRole.LINK, named("Delete all")).click();
            var asked = page.getByRole(AriaRole.DIALOG, named("Delete your history?"));
            assertThat(asked).isVisible();
            assertThat(visitor.barriers()).isEmpty();
            asked.getByRole(AriaRole.BUTTON, in("Delete all")).click();
            assertThat(page.getByText("All of it is deleted.")).isVisible();
            assertThat(page.getByText("Nothing yet.")).isVisible();
            assertThat(count()).isZero();
            visitor.assertNoComplaints();
        }
    }

    @Test
    void aLongHistoryGoesOn() {
        jdbi.useHandle(handle -> handle.execute(
                "insert into interaction (id, person_id, image_id, type, at) select gen_random_uuid(), p.id, ?, 'view', "
                        + "now() - n * interval '1 minute' from generate_series(1, 120) n, person p where role = 'owner'",
                pictures.keySet().iterator().next()));
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/history").page;
            for (int shown : List.of(50, 100)) {
                assertThat(page.locator(".acts > li:not(.more)")).hasCount(shown);
                page.getByRole(AriaRole.LINK, named("Earlier")).click();
            }
            assertThat(page.locator(".acts > li")).hasCount(120);
        }
    }

    @Test
    void aFileIsTakenOutAndIn() throws IOException {
        lookAt(Style.NEON);
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/history").page;
            var download = page.waitForDownload(
                    () -> page.getByRole(AriaRole.LINK, named("Export")).click());
            var exported = Files.readString(download.path());
            assertThat(exported.lines()).hasSize(1 + LOOKED_AT);

            take(page, exported + "1,lost.jpg,view,1700000000,,,,\n");
            assertThat(page.getByText("0 new, 3 here already, 1 left out.")).isVisible();
            assertThat(page.getByText("Line 5 No picture is called \"lost.jpg\"."))
                    .isVisible();
            assertThat(page).hasURL(Pattern.compile("/history$"));
            assertThat(visitor.barriers()).isEmpty();

            take(page, "name\nboat\n");
            assertThat(page.getByRole(AriaRole.ALERT))
                    .containsText("The first line of the file has to name its columns");
            visitor.assertNoComplaints("422");
        }
    }

    @Test
    void theHistoryWorksWithoutScripts() {
        lookAt(Style.NEON);
        try (var visitor = chromium.visitor(new NewContextOptions().setJavaScriptEnabled(false))) {
            var page = visitor.open("/history").page;
            take(
                    page,
                    "ITEM_ID,EVENT_TYPE,TIMESTAMP\n%s,view,1700000000\n"
                            .formatted(of(Style.COMIC).getFirst()));
            assertThat(page.getByText("1 new, 0 here already.")).isVisible();

            page.locator(".acts > li").first().getByRole(AriaRole.BUTTON).click();
            assertThat(page.getByText("Deleted.")).isVisible();
            assertThat(count()).isEqualTo(LOOKED_AT);
            page.getByRole(AriaRole.LINK, named("Delete all")).click();
            page.getByRole(AriaRole.BUTTON, named("Delete all")).press("Enter");
            assertThat(count()).isZero();
        }
    }

    @Test
    void theOwnerSwitchesItOffAndOn() {
        lookAt(Style.NEON);
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/settings").page;
            page.getByRole(AriaRole.BUTTON, named("Switch off for everybody")).click();
            assertThat(page.getByText("Taste is switched off for everybody")).isVisible();
            assertThat(visitor.barriers()).isEmpty();
            visitor.open("/search?q=cat");
            assertThat(page.locator(".tile").first()).isVisible();
            assertThat(slider(page)).hasCount(0);
            assertThat(results(page)).isEqualTo(found("cat", 0));

            visitor.open("/settings");
            page.getByRole(AriaRole.BUTTON, named("Switch on")).click();
            assertThat(page.getByRole(AriaRole.BUTTON, named("Switch off for everybody")))
                    .isVisible();
            visitor.open("/search?q=cat");
            assertThat(slider(page)).isVisible();
        }
    }

    private static void take(Page page, String csv) {
        page.getByLabel("File", new Page.GetByLabelOptions().setExact(true))
                .setInputFiles(new FilePayload("history.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
        page.getByRole(AriaRole.BUTTON, named("Import")).click();
    }

    private List<UUID> of(Style style) {
        return pictures.entrySet().stream()
                .filter(picture -> picture.getValue().style() == style)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void lookAt(Style style) {
        of(style).subList(0, LOOKED_AT).forEach(image -> tell(image, "view", null, null));
    }

    private static void tell(UUID image, String type, String query, Integer position) {
        var event = new LinkedHashMap<String, Object>(Map.of("id", UUID.randomUUID(), "image", image, "type", type));
        event.put("query", query);
        event.put("position", position);
        given().contentType(ContentType.JSON)
                .body(Map.of("events", List.of(event)))
                .post("/api/interactions")
                .then()
                .statusCode(202);
    }

    private long count() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from interaction")
                .mapTo(long.class)
                .one());
    }

    private static Locator slider(Page page) {
        return page.getByRole(AriaRole.SLIDER, named("What your taste counts"));
    }

    private static List<UUID> results(Page page) {
        return page.locator(".results > .tile > a").all().stream()
                .map(link -> UUID.fromString(link.getAttribute("href").substring("/images/".length())))
                .toList();
    }

    private static List<UUID> found(String text, double personal) {
        return Client.search(Map.of("text", text, "personal", personal, "limit", 60))
                .getList("results.image.id", UUID.class);
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name);
    }

    private static GetByRoleOptions named(Pattern name) {
        return new GetByRoleOptions().setName(name);
    }

    private static Locator.GetByRoleOptions in(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }
}
