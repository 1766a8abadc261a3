package dev.sightline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.KeyboardModifier;
import dev.sightline.demo.DemoCollection;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Many pictures are selected, by every means there is, and changed at once.
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SelectionTest {

    private static final int COUNT = 12;

    @Inject
    Jdbi jdbi;

    @TestHTTPResource
    String site;

    private Chromium chromium;

    @BeforeEach
    void fill() {
        if (chromium != null) {
            return;
        }
        chromium = new Chromium(site);
        Database.empty(jdbi);
        IntStream.range(0, COUNT)
                .mapToObj(index -> Client.upload(DemoCollection.picture(61, index)))
                .toList()
                .forEach(Client::settled);
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void clicksSelectOneARangeAndSingleOnes() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;
            tile(page, 1).hover();
            circle(page, 1).click();
            assertThat(bar(page)).containsText("1 selected");

            link(page, 4).click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
            assertThat(bar(page)).containsText("4 selected");
            link(page, 7).click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.CONTROL)));
            assertSelected(page, 1, 2, 3, 4, 7);
            link(page, 2).click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.CONTROL)));
            assertSelected(page, 1, 3, 4, 7);

            assertThat(page).hasURL(site);
            assertThat(page.locator("#selection-said")).hasText("4 pictures selected");
            assertThat(visitor.barriers()).isEmpty();
            visitor.assertNoComplaints();
        }
    }

    @Test
    void keysSelectExtendAndClear() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;
            link(page, 2).focus();
            page.keyboard().press("x");
            assertSelected(page, 2);
            page.keyboard().press("Shift+ArrowRight");
            page.keyboard().press("Shift+ArrowRight");
            assertSelected(page, 2, 3, 4);
            page.keyboard().press("Shift+ArrowLeft");
            assertSelected(page, 2, 3);
            assertThat(link(page, 3)).isFocused();
            page.keyboard().press("ArrowRight");
            page.keyboard().press("ArrowRight");
            page.keyboard().press("Space");
            assertSelected(page, 2, 3, 5);

            page.keyboard().press("Escape");
            assertThat(bar(page)).isHidden();
            assertThat(page.locator(".select:checked")).hasCount(0);

            page.keyboard().press("Control+a");
            assertThat(bar(page)).containsText(COUNT + " selected");
            visitor.assertNoComplaints();
        }
    }

    @Test
    void itSurvivesAPictureAndNothingElse() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;
            link(page, 0).focus();
            page.keyboard().press("x");
            link(page, 3).click();
            assertThat(page).hasURL(Pattern.compile("/images/"));
            assertThat(bar(page)).isHidden();
            page.keyboard().press("Escape");
            assertThat(bar(page)).containsText("1 selected");
            assertSelected(page, 0);
            page.reload();
            assertSelected(page, 0);

            visitor.open("/activity");
            visitor.open("/");
            assertThat(tile(page, 0)).isVisible();
            assertThat(bar(page)).isHidden();
            visitor.assertNoComplaints();
        }
    }

    @Test
    void aLongTouchSelectsAndThenTapsDo() {
        try (var visitor =
                chromium.visitor(new NewContextOptions().setHasTouch(true).setIsMobile(true))) {
            visitor.page.setViewportSize(360, 740);
            var page = visitor.open("/").page;
            var touch = touch(page, tile(page, 1));
            assertThat(bar(page)).containsText("1 selected");
            touch.end();
            assertThat(page).hasURL(site);
            link(page, 2).tap();
            assertSelected(page, 1, 2);
            link(page, 1).tap();
            assertSelected(page, 2);
            assertThat(page.getByRole(AriaRole.NAVIGATION, named("Places"))).isHidden();
            assertThat(visitor.barriers()).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);

            bar(page).getByRole(AriaRole.BUTTON, within("Clear the selection")).tap();
            assertThat(bar(page)).isHidden();
            link(page, 2).tap();
            assertThat(page).hasURL(Pattern.compile("/images/"));
            visitor.assertNoComplaints();
        }
    }

    @Test
    void aMonthIsSelectedByItsHeading() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;
            page.getByRole(AriaRole.BUTTON, named("Select the month")).click();
            assertThat(bar(page)).containsText(COUNT + " selected");
            page.getByRole(AriaRole.BUTTON, named("Select the month")).click();
            assertThat(bar(page)).isHidden();
            visitor.assertNoComplaints();
        }
    }

    @Test
    void favouritesAreUndone() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/search?q=type:jpeg").page;
            page.locator(".tile").first().waitFor();
            page.keyboard().press("Control+a");
            act(page, "Favourite").click();

            assertThat(page.getByText(Pattern.compile("\\d+ pictures added to the favourites")))
                    .isVisible();
            assertThat(page.locator(".favourite[aria-pressed=false]")).hasCount(0);
            assertThat(act(page, "Unfavourite")).isVisible();
            assertThat(count("is=favourite")).isPositive();

            page.getByRole(AriaRole.BUTTON, named("Undo")).click();

            assertThat(page.locator(".favourite[aria-pressed=true]")).hasCount(0);
            await().untilAsserted(() -> assertThat(count("is=favourite")).isZero());
            await().untilAsserted(() ->
                    assertThat(recorded("unfavourite")).isPositive().isEqualTo(recorded("favourite")));
            visitor.assertNoComplaints();
        }
    }

    @Test
    void searchGoesOnWithThem() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;
            circle(page, 0).click();
            circle(page, 1).click();
            assertThat(act(page, "Less like these")).isHidden();
            act(page, "More like these").click();
            assertThat(page).hasURL(Pattern.compile("/search\\?like=[0-9a-f-]{36}&like=[0-9a-f-]{36}$"));
            assertThat(page.locator("[data-example]")).hasCount(2);
            assertThat(bar(page)).isHidden();

            page.getByRole(AriaRole.LINK, named(" weaker matches")).click();
            circle(page, 1).click();
            act(page, "Less like these").click();
            assertThat(page).hasURL(Pattern.compile("/search\\?(like=[0-9a-f-]{36}&){2}like=-[0-9a-f-]{36}$"));
            assertThat(page.locator("[data-example]")).hasCount(3);
            visitor.assertNoComplaints();
        }
    }

    @Test
    void tagsAreAddedAndRemovedAndUndone() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;
            var first = id(page, 0);
            tag(first, "harbour");
            link(page, 0).focus();
            page.keyboard().press("Shift+ArrowRight");
            page.keyboard().press("t");
            var dialog = page.getByRole(AriaRole.DIALOG, named("Tag 2 pictures"));
            assertThat(dialog.getByRole(AriaRole.BUTTON, within("Remove harbour from 1 picture")))
                    .isVisible();
            assertThat(visitor.barriers()).isEmpty();
            dialog.getByLabel("Tags to add").fill("Harbour, Blue  Hour");
            page.keyboard().press("Enter");

            assertThat(page.getByText("added to 2 pictures")).isVisible();
            assertThat(tags(first)).containsExactly("harbour", "blue hour");
            assertThat(count("tag=harbour")).isEqualTo(2);
            page.getByRole(AriaRole.BUTTON, named("Undo")).click();
            assertThat(page.getByText("The tags are as they were.")).isVisible();
            assertThat(tags(first)).containsExactly("harbour");
            assertThat(count("tag=harbour")).isEqualTo(1);

            page.keyboard().press("t");
            dialog.getByRole(AriaRole.BUTTON, within("Remove harbour from 1 picture"))
                    .click();
            assertThat(page.getByText("“harbour” removed from 1 picture.")).isVisible();
            assertThat(tags(first)).isEmpty();
            visitor.assertNoComplaints();
        }
    }

    @Test
    void theTrashIsUndone() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;
            var third = id(page, 3);
            link(page, 2).focus();
            page.keyboard().press("Shift+ArrowRight");
            page.keyboard().press("Delete");

            assertThat(page.getByText("2 pictures moved to the trash.")).isVisible();
            assertThat(page.locator(".tile:visible")).hasCount(COUNT - 2);
            assertThat(bar(page)).isHidden();
            assertThat(count("limit=50")).isEqualTo(COUNT - 2);

            page.getByRole(AriaRole.BUTTON, named("Undo")).click();

            assertThat(page.getByText("2 pictures restored.")).isVisible();
            assertThat(page.locator(".tile:visible")).hasCount(COUNT);
            assertThat(id(page, 3)).isEqualTo(third);
            assertThat(count("limit=50")).isEqualTo(COUNT);
            visitor.assertNoComplaints();
        }
    }

    @Test
    void allOfThemComeAsOneFile() throws IOException {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;
            tile(page, 0).waitFor();
            page.keyboard().press("Control+a");
            var download = page.waitForDownload(() -> act(page, "Download").click());

            assertThat(download.suggestedFilename()).isEqualTo("sightline-%d.zip".formatted(COUNT));
            try (var zip = new ZipFile(download.path().toFile())) {
                assertThat(zip.size()).isEqualTo(COUNT);
            }
            assertThat(page.getByText("12 pictures on the way, as one ZIP file."))
                    .isVisible();
            await().untilAsserted(() -> assertThat(recorded("download")).isEqualTo(COUNT));
            visitor.assertNoComplaints();
        }
    }

    private int recorded(String type) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from interaction where type = ?")
                .bind(0, type)
                .mapTo(int.class)
                .one());
    }

    private static Locator tile(Page page, int index) {
        return page.locator(".tile").nth(index);
    }

    private static Locator link(Page page, int index) {
        return page.locator(".tile > a").nth(index);
    }

    private static Locator circle(Page page, int index) {
        return tile(page, index).getByRole(AriaRole.CHECKBOX);
    }

    private static Locator bar(Page page) {
        return page.locator("#selection");
    }

    private static Locator act(Page page, String name) {
        return bar(page).getByRole(AriaRole.BUTTON, within(name));
    }

    private static void assertSelected(Page page, int... indexes) {
        assertThat(page.locator(".select:checked")).hasCount(indexes.length);
        for (int index : indexes) {
            assertThat(circle(page, index)).isChecked();
        }
    }

    private record Touch(Runnable release) {

        void end() {
            release.run();
        }
    }

    /// A finger that stays where it is.
    private static Touch touch(Page page, Locator on) {
        var session = page.context().newCDPSession(page);
        var box = on.boundingBox();
        var point = new JsonObject();
        point.addProperty("x", box.x + box.width / 2);
        point.addProperty("y", box.y + box.height / 2);
        var points = new JsonArray();
        points.add(point);
        session.send("Input.dispatchTouchEvent", event("touchStart", points));
        return new Touch(() -> session.send("Input.dispatchTouchEvent", event("touchEnd", new JsonArray())));
    }

    private static JsonObject event(String type, JsonArray points) {
        var event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        return event;
    }

    private static UUID id(Page page, int index) {
        return UUID.fromString(circle(page, index).inputValue());
    }

    private static void tag(UUID image, String tag) {
        given().contentType("application/json")
                .body("{\"tags\": [\"%s\"]}".formatted(tag))
                .patch("/api/images/{id}", image)
                .then()
                .statusCode(200);
    }

    private static List<String> tags(UUID image) {
        return given().get("/api/images/{id}", image).jsonPath().getList("tags");
    }

    private static int count(String query) {
        return given().get("/api/images?" + query).jsonPath().getInt("total.count");
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name);
    }

    private static Locator.GetByRoleOptions within(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }
}
