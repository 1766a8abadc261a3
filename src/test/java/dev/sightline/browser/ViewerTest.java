package dev.sightline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import dev.sightline.demo.DemoCollection;
import dev.sightline.picture.MetadataWriter;
import dev.sightline.picture.SampleFiles;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The page of one picture: zoomed, walked through, described, saved, and what of that is recorded.
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ViewerTest {

    private static final Pattern OPENED = Pattern.compile("/images/[0-9a-f-]{36}$");

    @Inject
    Jdbi jdbi;

    @TestHTTPResource
    String site;

    private Chromium chromium;
    private UUID large;
    private UUID moving;
    private UUID broken;
    private final List<UUID> drawn = new ArrayList<>();

    @BeforeEach
    void fill() {
        if (chromium == null) {
            chromium = new Chromium(site);
            Database.empty(jdbi);
            broken = Client.upload("broken.png", "image/png", "nothing".getBytes(StandardCharsets.UTF_8));
            large = Client.upload("harbour.jpg", "image/jpeg", MetadataWriter.jpeg(2400, 1600, 0x2050B0));
            moving = Client.upload("ball.webp", "image/webp", SampleFiles.resource("animated.webp"));
            DemoCollection.pictures(4, 61, 0).forEach(picture -> drawn.add(Client.upload(picture)));
            drawn.forEach(Client::settled);
            List.of(broken, large, moving).forEach(Client::settled);
        }
        describe(large, Map.of("title", "Evening", "description", "Two boats", "tags", List.of("sea", "pier")));
        jdbi.useHandle(handle -> handle.execute("delete from interaction"));
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void aLifeByTheKeyboardAlone() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;
            var tile = page.locator(".tile > a").first();
            tile.focus();
            page.keyboard().press("Enter");
            assertThat(page).hasURL(OPENED);
            var first = page.url();
            var details = page.locator(".tools [data-details]");
            press(page, "i");
            assertThat(details).hasAttribute("aria-expanded", "false");
            press(page, "e");
            assertThat(details).hasAttribute("aria-expanded", "true");
            page.keyboard().type("By keyboard");
            press(page, "Enter");
            assertThat(heading(page, "By keyboard")).isVisible();
            assertThat(page.getByRole(AriaRole.LINK, named("Edit the title"))).isFocused();

            for (int i = 0; i < 4; i++) {
                press(page, "+");
            }
            assertThat(level(page)).not().hasText("Fit");
            var before = transform(page);
            press(page, "ArrowRight");
            assertThat(transform(page)).isNotEqualTo(before);
            assertThat(page).hasURL(first);
            press(page, "Escape");
            assertThat(level(page)).hasText("Fit");

            press(page, "d");
            assertThat(page.getByRole(AriaRole.LINK, starting("Original"))).isFocused();
            press(page, "Escape");
            assertThat(page.getByRole(AriaRole.LINK, starting("Original"))).isHidden();
            assertThat(page).hasURL(first);

            page.locator("[rel=next]").focus();
            press(page, "Enter");
            assertThat(page).not().hasURL(first);
            assertThat(page.locator("[rel=next]")).isFocused();
            press(page, "ArrowLeft");
            assertThat(page).hasURL(first);
            press(page, "f");
            assertThat(page.getByRole(AriaRole.BUTTON, named("Favourite"))).hasAttribute("aria-pressed", "true");
            press(page, "Delete");
            assertThat(page.getByText("Moved to the trash.")).isVisible();
            assertThat(page).not().hasURL(first);
            page.getByRole(AriaRole.BUTTON, named("Undo")).focus();
            press(page, "Enter");
            assertThat(page).hasURL(first);
            page.keyboard().press("Escape");

            assertThat(page.locator(".timeline")).isVisible();
            visitor.assertNoComplaints();
        }
    }

    @Test
    void theWheelAndTheMouseZoomWithinBounds() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/images/" + large).page;
            var stage = page.locator("[data-stage]").boundingBox();
            assertThat(page.locator(".full")).isVisible();
            page.mouse().move(stage.x + 200, stage.y + 200);
            page.mouse().wheel(0, -1000);
            assertThat(level(page)).not().hasText("Fit");
            // More pixels than the preview has are needed now.
            assertThat(page.locator(".sharp")).isVisible();
            assertThat((int) page.locator(".sharp").evaluate("image => image.naturalWidth"))
                    .isEqualTo(2400);

            drag(page, stage.x + 200, stage.y + 200, stage.x + 5000, stage.y + 5000);
            var shown = page.locator("[data-picture]").boundingBox();
            assertThat(shown.x).isCloseTo(stage.x, near());
            assertThat(shown.y).isCloseTo(stage.y, near());
            drag(page, stage.x + 400, stage.y + 400, stage.x - 5000, stage.y - 5000);
            shown = page.locator("[data-picture]").boundingBox();
            assertThat(shown.x + shown.width).isCloseTo(stage.x + stage.width, near());
            assertThat(shown.y + shown.height).isCloseTo(stage.y + stage.height, near());

            page.mouse().dblclick(stage.x + 200, stage.y + 300);
            assertThat(level(page)).hasText("Fit");
            page.mouse().dblclick(stage.x + 200, stage.y + 300);
            assertThat(level(page)).hasText("100 %");
            assertThat(visitor.barriers()).isEmpty();
            page.getByRole(AriaRole.BUTTON, named("Fit into the window")).click();
            assertThat(level(page)).hasText("Fit");
            assertThat(page.getByRole(AriaRole.BUTTON, named("Zoom out"))).isDisabled();
            visitor.assertNoComplaints();
        }
    }

    @Test
    void fingersPinchSwipeAndClose() {
        try (var visitor =
                chromium.visitor(new NewContextOptions().setHasTouch(true).setReducedMotion(ReducedMotion.REDUCE))) {
            var page = visitor.page;
            page.setViewportSize(360, 740);
            visitor.open("/");
            page.locator("[href='/images/" + drawn.get(1) + "']").tap();
            assertThat(page).hasURL(Pattern.compile(drawn.get(1).toString()));
            assertThat(page.locator("[data-picture]")).hasAttribute("style", Pattern.compile("transform"));
            var fingers = new Fingers(page, page.context().newCDPSession(page));

            fingers.touch("touchStart", 150, 350, 200, 350);
            for (int i = 1; i <= 6; i++) {
                fingers.touch("touchMove", 150 - 10 * i, 350, 200 + 10 * i, 350);
            }
            fingers.touch("touchEnd");
            assertThat(level(page)).not().hasText("Fit");
            var before = transform(page);
            fingers.swipe(200, 350, 260, 380);
            assertThat(transform(page)).isNotEqualTo(before);
            fingers.tapTwice(180, 350);
            assertThat(level(page)).hasText("Fit");

            fingers.swipe(300, 350, 280, 352);
            assertThat(page).hasURL(Pattern.compile(drawn.get(1).toString()));
            fingers.swipe(300, 350, 60, 352);
            assertThat(page).not().hasURL(Pattern.compile(drawn.get(1).toString()));
            assertThat(page).hasURL(OPENED);
            fingers.swipe(60, 350, 300, 352);
            assertThat(page).hasURL(Pattern.compile(drawn.get(1).toString()));
            assertThat(page.locator(".beside")).hasCount(0);
            fingers.swipe(180, 250, 182, 560);
            assertThat(page.locator(".timeline")).isVisible();
            visitor.assertNoComplaints();
        }
    }

    @Test
    void wordsAreChangedWhereTheyStand() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/images/" + large).page;
            page.locator(".name").click();
            page.keyboard().type("Nothing");
            press(page, "Escape");
            assertThat(heading(page, "Evening")).isVisible();
            assertThat(page).hasURL(OPENED);

            page.locator(".said").click();
            var field = page.getByRole(AriaRole.TEXTBOX, named("Description"));
            assertThat(field).isFocused();
            field.fill("One boat\nand a pier");
            assertThat(visitor.barriers()).isEmpty();
            press(page, "Control+Enter");
            assertThat(page.locator(".said")).hasText("One boat and a pier");
            assertThat(page.getByText("Description changed.")).isVisible();
            page.getByRole(AriaRole.BUTTON, named("Undo")).click();
            assertThat(page.locator(".said")).hasText("Two boats");

            page.locator(".name").click();
            page.getByRole(AriaRole.TEXTBOX, named("Title")).fill("");
            // What is left is saved.
            page.locator("#details dl").click();
            assertThat(heading(page, "harbour.jpg")).isVisible();
            assertThat(page).hasTitle("harbour.jpg · Sightline");
            assertThat(page.locator(".full")).hasAttribute("alt", "harbour.jpg");
            assertThat(words(large)).containsEntry("title", null).containsEntry("description", "Two boats");
            visitor.assertNoComplaints();
        }
    }

    @Test
    void tagsComeAndGo() {
        describe(drawn.getLast(), Map.of("tags", List.of("lighthouse")));
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/images/" + large).page;
            page.getByRole(AriaRole.LINK, named("Add a tag")).click();
            page.keyboard().type("li");
            assertThat(page.locator("datalist option")).hasCount(1);
            assertThat(page.locator("datalist option")).hasAttribute("value", "lighthouse");
            page.keyboard().type("ght, Summer  Holiday");
            press(page, "Enter");
            assertThat(page.locator("[data-tag]")).hasCount(4);
            assertThat(page.getByRole(AriaRole.TEXTBOX, named("New tag"))
                            .or(page.getByRole(AriaRole.COMBOBOX, named("New tag"))))
                    .isFocused();
            assertThat(visitor.barriers()).isEmpty();
            press(page, "Escape");
            assertThat(page.getByRole(AriaRole.LINK, named("Add a tag"))).isFocused();

            // Somebody else's tag stays.
            describe(large, Map.of("tags", List.of("sea", "pier", "light", "summer holiday", "theirs")));
            page.getByRole(AriaRole.BUTTON, named("Remove the tag sea")).click();
            assertThat(page.locator("[data-tag=sea]")).hasCount(0);
            assertThat(page.locator("[data-tag=theirs]")).isVisible();
            page.getByRole(AriaRole.BUTTON, named("Undo")).click();
            assertThat(page.locator("[data-tag=sea]")).isVisible();

            page.getByRole(AriaRole.LINK, named("summer holiday")).click();
            assertThat(heading(page, "1 picture")).isVisible();
            visitor.assertNoComplaints("412");
        }
    }

    @Test
    void whatSomebodyElseWroteIsShownAndChosen() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/images/" + large).page;
            describe(large, Map.of("title", "Theirs"));
            page.locator(".name").click();
            page.keyboard().type("Mine");
            press(page, "Enter");
            assertThat(page.getByRole(AriaRole.ALERT)).hasText("Somebody else wrote “Theirs” in the meantime.");
            assertThat(visitor.barriers()).isEmpty();
            page.getByRole(AriaRole.BUTTON, named("Keep theirs")).click();
            assertThat(heading(page, "Theirs")).isVisible();

            describe(large, Map.of("title", "Theirs again", "description", "Their words"));
            page.locator(".name").click();
            page.keyboard().type("Mine");
            press(page, "Enter");
            page.getByRole(AriaRole.BUTTON, named("Save mine")).click();
            assertThat(heading(page, "Mine")).isVisible();
            // Nobody asks about what only one has changed.
            assertThat(page.locator(".said")).hasText("Their words");
            assertThat(words(large)).containsEntry("title", "Mine").containsEntry("description", "Their words");
            visitor.assertNoComplaints("412");
        }
    }

    @Test
    void whatCannotBeSavedIsKeptUntilItCan() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/images/" + large).page;
            page.locator(".name").click();
            page.context().setOffline(true);
            page.keyboard().type("Later");
            press(page, "Enter");
            assertThat(page.getByRole(AriaRole.ALERT)).hasText("Sightline does not answer. Is it still running?");
            page.context().setOffline(false);
            page.getByRole(AriaRole.BUTTON, named("Retry")).click();

            assertThat(heading(page, "Later")).isVisible();
            assertThat(words(large)).containsEntry("title", "Later");
            visitor.assertNoComplaints("ERR_INTERNET_DISCONNECTED");
        }
    }

    @Test
    void anAnimationPlaysAndStops() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/images/" + moving).page;
            assertThat(page.locator(".playing")).isVisible();
            press(page, "p");
            assertThat(page.locator(".playing")).hasCount(0);
            assertThat(page.getByRole(AriaRole.BUTTON, named("Play the animation")))
                    .hasAttribute("aria-pressed", "false");
            press(page, "p");
            assertThat(page.locator(".playing")).isVisible();
            visitor.assertNoComplaints();
        }
        try (var visitor = chromium.visitor(new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE))) {
            var page = visitor.open("/images/" + moving).page;
            assertThat(page.getByRole(AriaRole.BUTTON, named("Play the animation")))
                    .isVisible();
            assertThat(page.locator(".playing")).hasCount(0);
            visitor.assertNoComplaints();
        }
    }

    @Test
    void savedFilesHaveTheirNames() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/images/" + large).page;
            page.getByRole(AriaRole.BUTTON, named("Download")).click();
            assertThat(page.getByRole(AriaRole.LINK, starting("Original"))).containsText("JPEG");
            assertThat(visitor.barriers()).isEmpty();
            for (var name : Map.of("Original", "harbour.jpg", "Large", "harbour-1440.jpg", "Small", "harbour-320.jpg")
                    .entrySet()) {
                if (!page.getByRole(AriaRole.LINK, starting("Original")).isVisible()) {
                    page.getByRole(AriaRole.BUTTON, named("Download")).click();
                }
                var saved = page.waitForDownload(() ->
                        page.getByRole(AriaRole.LINK, starting(name.getKey())).click());
                assertThat(saved.suggestedFilename()).isEqualTo(name.getValue());
            }
            await().untilAsserted(() ->
                    assertThat(types()).filteredOn("download"::equals).hasSize(3));
            visitor.assertNoComplaints();
        }
    }

    @Test
    void everyStateSaysWhatItIs() {
        var image = drawn.getLast();
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/images/" + broken).page;
            assertThat(page.getByText("There is nothing to see")).isVisible();
            assertThat(page.getByText("This is not a picture.")).isVisible();
            assertThat(visitor.barriers()).isEmpty();

            jdbi.useHandle(
                    handle -> handle.execute("update image set state = 'received', width = null where id = ?", image));
            visitor.open("/images/" + image);
            assertThat(page.locator(".nothing .lead")).hasText("Being understood");
            assertThat(visitor.barriers()).isEmpty();
            jdbi.useHandle(
                    handle -> handle.execute("update image set state = 'ready', width = height where id = ?", image));
            // It comes by itself.
            assertThat(page.locator(".full")).isVisible();

            given().delete("/api/images/{id}", image);
            visitor.open("/images/" + image);
            assertThat(page.getByText("In the trash")).isVisible();
            assertThat(visitor.barriers()).isEmpty();
            page.getByRole(AriaRole.BUTTON, named("Restore")).click();
            assertThat(page.getByRole(AriaRole.BUTTON, named("Move to the trash")))
                    .isVisible();
            visitor.assertNoComplaints();
        }
    }

    @Test
    void onPaperThereIsThePictureWithItsWords() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/images/" + large).page;
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

            assertThat(page.locator(".full")).isVisible();
            assertThat(page.locator(".name")).isVisible();
            assertThat(page.locator(".chrome")).isHidden();
            assertThat(page.locator("#details dl")).isHidden();
            assertThat(page.locator(".bar")).isHidden();
            assertThat(page.locator(".notice")).isHidden();
        }
    }

    @Test
    void wordsAreChangedWithoutScripts() {
        try (var visitor = chromium.visitor(new NewContextOptions().setJavaScriptEnabled(false))) {
            var page = visitor.open("/images/" + large).page;
            assertThat(page.getByRole(AriaRole.COMPLEMENTARY, named("Details"))).isInViewport();
            page.getByRole(AriaRole.LINK, named("Edit the title")).click();
            page.getByLabel("Title").fill("By form");
            page.getByRole(AriaRole.TEXTBOX, named("Tags").setExact(true)).fill("sea, Far  Away,");
            page.getByRole(AriaRole.BUTTON, named("Save")).click();

            assertThat(page).hasURL(OPENED);
            assertThat(heading(page, "By form")).isVisible();
            assertThat(page.locator("[data-tag]")).hasCount(2);
            page.setViewportSize(360, 740);
            assertThat(page.getByRole(AriaRole.COMPLEMENTARY, named("Details"))).hasCSS("position", "static");
        }
    }

    @Test
    void viewsAreRecordedAfterASecondWithTheSearchTheyCameFrom() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/search?q=ball+type:webp").page;
            page.locator(".tile > a").first().click();
            assertThat(heading(page, "ball.webp")).isVisible();
            press(page, "f");
            await().untilAsserted(() -> assertThat(types()).containsExactlyInAnyOrder("view", "favourite"));
            assertThat(rows()).allSatisfy(row -> assertThat(row)
                    .containsEntry("image_id", moving)
                    .containsEntry("query", "q=ball+type%3Awebp")
                    .containsEntry("position", 1));
            assertThat(rows().stream().map(row -> row.get("session")).distinct())
                    .hasSize(1);
            press(page, "f");
            await().untilAsserted(() -> assertThat(types()).contains("unfavourite"));
            visitor.assertNoComplaints();
        }
    }

    @Test
    void whatIsLeftWithinASecondIsNoView() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.page;
            page.clock().install();
            page.clock().pauseAt(System.currentTimeMillis() + 10_000);
            visitor.open("/images/" + large);
            page.clock().runFor(10);
            // The script of the zoom was there, so that of interactions was.
            assertThat(page.locator("[data-picture]")).hasAttribute("style", Pattern.compile("transform"));
            page.clock().runFor(900);
            assertThat(kept(page)).isEmpty();
            page.locator("[rel=prev]").click();
            assertThat(page.locator("[data-viewer='" + large + "']")).hasCount(0);
            var second = UUID.fromString(page.url().replaceFirst(".*/", ""));
            assertThat(page.locator("[data-viewer='" + second + "']")).isVisible();
            page.clock().runFor(900);
            assertThat(kept(page)).isEmpty();
            page.clock().runFor(200);
            assertThat(kept(page)).contains(second.toString()).doesNotContain(large.toString());
            page.clock().runFor(5000);

            await().untilAsserted(() ->
                    assertThat(rows()).extracting(row -> row.get("image_id")).containsExactly(second));
            visitor.assertNoComplaints();
        }
    }

    /// What a page has not yet told.
    private static String kept(Page page) {
        return (String) page.evaluate("localStorage.getItem('sightline.interactions') ?? ''");
    }

    @Test
    void whatCouldNotBeToldIsToldOnLeavingOrLater() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.page;
            visitor.open("/images/" + large);
            await().until(() -> kept(page).contains("view"));
            // Before the few seconds are over in which more is gathered.
            page.navigate("about:blank");
            await().untilAsserted(() -> assertThat(types()).containsExactly("view"));

            // Not by a route: it does not catch what is sent while the page is left.
            page.addInitScript("if (location.pathname == '/images/%s') window.fetch = () => Promise.reject(TypeError())"
                    .formatted(moving));
            visitor.open("/images/" + moving);
            await().until(() -> kept(page).contains(moving.toString()));
            page.navigate("about:blank");
            assertThat(types()).containsExactly("view");
            visitor.open("/");
            await().until(() -> kept(page).equals("[]"));
            assertThat(types()).containsExactly("view", "view");
            visitor.assertNoComplaints();
        }
    }

    @Test
    void theSheetOfAPhoneIsOpenToEverybody() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.page;
            page.setViewportSize(360, 740);
            visitor.open("/images/" + large);
            var details = page.getByRole(AriaRole.COMPLEMENTARY, named("Details"));
            assertThat(details).isHidden();
            assertThat(visitor.barriers()).as("closed").isEmpty();
            page.locator(".tools [data-details]").click();
            assertThat(details).isInViewport();
            assertThat(visitor.barriers()).as("open").isEmpty();
            page.getByRole(AriaRole.LINK, named("Edit the description")).click();
            assertThat(visitor.barriers()).as("editing").isEmpty();
            press(page, "Escape");
            assertThat(details).isVisible();
            press(page, "Escape");
            assertThat(details).isHidden();
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(360);
            visitor.open("/images/" + large + "/edit");
            assertThat(visitor.barriers()).as("form").isEmpty();
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(360);
            visitor.assertNoComplaints();
        }
    }

    /// Touches as the browser gets them from a screen.
    private record Fingers(Page page, CDPSession browser) {

        void touch(String type, double... coordinates) {
            var points = new JsonArray();
            for (int i = 0; i < coordinates.length; i += 2) {
                var point = new JsonObject();
                point.addProperty("x", coordinates[i]);
                point.addProperty("y", coordinates[i + 1]);
                point.addProperty("id", i / 2);
                points.add(point);
            }
            var event = new JsonObject();
            event.addProperty("type", type);
            event.add("touchPoints", points);
            browser.send("Input.dispatchTouchEvent", event);
        }

        void swipe(double fromX, double fromY, double toX, double toY) {
            touch("touchStart", fromX, fromY);
            for (int i = 1; i <= 8; i++) {
                touch("touchMove", fromX + (toX - fromX) * i / 8, fromY + (toY - fromY) * i / 8);
            }
            touch("touchEnd");
        }

        void tapTwice(double x, double y) {
            page.touchscreen().tap(x, y);
            page.touchscreen().tap(x, y);
        }
    }

    private static void press(Page page, String key) {
        page.keyboard().press(key);
    }

    private static void drag(Page page, double fromX, double fromY, double toX, double toY) {
        page.mouse().move(fromX, fromY);
        page.mouse().down();
        page.mouse().move(toX, toY);
        page.mouse().up();
    }

    private static Locator level(Page page) {
        return page.locator(".level");
    }

    private static String transform(Page page) {
        return (String) page.locator("[data-picture]").evaluate("picture => picture.style.transform");
    }

    private static Offset<Double> near() {
        return Offset.offset(1.5);
    }

    private static Locator heading(Page page, String words) {
        return page.getByRole(AriaRole.HEADING, named(words));
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name).setExact(true);
    }

    private static GetByRoleOptions starting(String name) {
        return new GetByRoleOptions().setName(Pattern.compile("^" + name));
    }

    private static void describe(UUID image, Map<String, ?> words) {
        given().contentType(ContentType.JSON).body(words).patch("/api/images/{id}", image);
    }

    private static Map<String, Object> words(UUID image) {
        return given().get("/api/images/{id}", image).jsonPath().getMap("");
    }

    private List<String> types() {
        return rows().stream().map(row -> (String) row.get("type")).toList();
    }

    private List<Map<String, Object>> rows() {
        return jdbi.withHandle(handle -> handle.createQuery("select * from interaction order by at")
                .mapToMap()
                .list());
    }
}
