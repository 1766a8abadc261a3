package dev.sightline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.sightline.browser.Visitor.File;
import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.DemoPicture;
import dev.sightline.demo.scene.Scene;
import dev.sightline.demo.scene.Style;
import dev.sightline.demo.scene.Subject;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The pages as people meet them, over a library of drawn pictures.
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {

    private static final int PAGE = 60;

    /// More than a page.
    private static final int COUNT = PAGE + 6;

    @Inject
    Jdbi jdbi;

    @TestHTTPResource
    String site;

    private Chromium chromium;
    private final Map<UUID, DemoPicture> pictures = new LinkedHashMap<>();

    @BeforeEach
    void fill() {
        if (chromium != null) {
            return;
        }
        chromium = new Chromium(site);
        Database.empty(jdbi);
        DemoCollection.pictures(COUNT, DemoCollection.SEED, 0)
                .forEach(picture -> pictures.put(Client.upload(picture), picture));
        pictures.keySet().forEach(Client::settled);
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void whatIsDroppedIsAddedAndFound() {
        var whale = picture(Style.NEON, Subject.WHALE, COUNT);
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;
            visitor.drop(
                    page.getByRole(AriaRole.MAIN),
                    List.of(
                            File.of(whale),
                            File.of(pictures.values().iterator().next()),
                            new File("notes.png", "image/png", "no picture".getBytes(StandardCharsets.UTF_8)),
                            new File("notes.txt", "text/plain", "no picture".getBytes(StandardCharsets.UTF_8))));

            assertThat(page.getByText("1 file is not a picture and was left out."))
                    .isVisible();
            var uploads = page.getByRole(AriaRole.REGION, named("Uploads"));
            assertThat(uploads.getByRole(AriaRole.STATUS)).hasText("1 picture added, 1 already here, 1 failed");
            var refused =
                    uploads.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText("notes.png"));
            assertThat(refused).containsText("not a picture");
            assertThat(refused.getByRole(AriaRole.BUTTON, within("Retry notes.png")))
                    .isVisible();

            search(page, "a neon whale");

            assertThat(page).hasURL(Pattern.compile("/search\\?q=a(\\+|%20)neon(\\+|%20)whale$"));
            assertThat(tile(page, whale.name())).isVisible();
            assertThat(uploads).isVisible();

            uploads.getByRole(AriaRole.LINK, within("Open " + whale.name())).click();
            assertThat(page.getByRole(AriaRole.HEADING, named(whale.name()))).isVisible();
            visitor.assertNoComplaints();
        }
    }

    @Test
    void aDroppedPictureIsSearchedWithAndNotAdded() {
        var example = picture(Style.BLUEPRINT, Subject.CASTLE, COUNT + 1);
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;
            visitor.drop(page.getByRole(AriaRole.SEARCH), List.of(File.of(example)));

            assertThat(page).hasURL(Pattern.compile("/search\\?upload="));
            assertThat(page.getByLabel("The picture searched with")).isVisible();
            assertThat(titles(page)).isNotEmpty().allMatch(name -> scene(name).style() == Style.BLUEPRINT);

            search(page, "castle");
            assertThat(page).hasURL(Pattern.compile("upload=.*q=castle"));
            page.getByRole(AriaRole.LINK, named("Search without this picture")).click();
            assertThat(page).hasURL(Pattern.compile("/search\\?q=castle$"));
            visitor.assertNoComplaints();
        }
    }

    @Test
    void aPartOfAPictureIsSearchedWith() {
        var image = pictures.keySet().iterator().next();
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/images/" + image).page;
            page.keyboard().press("c");
            var box = page.getByLabel("Part to search with").boundingBox();
            page.mouse().move(box.x + box.width * 0.25, box.y + box.height * 0.25);
            page.mouse().down();
            page.mouse().move(box.x + box.width * 0.75, box.y + box.height * 0.75);
            page.mouse().up();
            page.getByRole(AriaRole.BUTTON, named("Search this part")).click();

            assertThat(page).hasURL(Pattern.compile("/search\\?like=" + image + "&crop="));
            var crop = page.url().replaceFirst(".*crop=", "").split("%2C");
            assertThat(crop).hasSize(4);
            assertThat(Double.parseDouble(crop[0])).isBetween(0.24, 0.26);
            assertThat(Double.parseDouble(crop[3])).isBetween(0.49, 0.51);
            assertThat(titles(page)).isNotEmpty();
            visitor.assertNoComplaints();
        }
    }

    @Test
    void resultsAreLoosenedAndWalkedThrough() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/search?q=origami+type:gif").page;

            assertThat(page.getByRole(AriaRole.HEADING, named("No picture matches “origami”")))
                    .isVisible();
            page.getByRole(AriaRole.LINK, named("Remove the filter type:gif")).click();

            assertThat(page).hasURL(Pattern.compile("/search\\?q=origami$"));
            assertThat(titles(page)).isNotEmpty().allMatch(name -> scene(name).style() == Style.ORIGAMI);
            var results = titles(page);
            tile(page, results.getFirst()).click();
            assertThat(page.getByRole(AriaRole.HEADING, named(results.getFirst())))
                    .isVisible();
            page.keyboard().press("ArrowRight");
            assertThat(page.getByRole(AriaRole.HEADING, named(results.get(1)))).isVisible();
            page.keyboard().press("Escape");

            assertThat(page).hasURL(Pattern.compile("/search\\?q=origami$"));
            page.getByRole(AriaRole.LINK, named(" weaker matches")).click();

            assertThat(page.getByRole(AriaRole.HEADING, named(" weaker matches")))
                    .isVisible();
            assertThat(page).hasURL(Pattern.compile("weaker=true$"));
            assertThat(titles(page)).hasSizeGreaterThan(results.size()).doesNotHaveDuplicates();
            visitor.assertNoComplaints();
        }
    }

    @Test
    void laterPagesNeitherRepeatNorSkipWhilePicturesArrive() {
        var all = Client.search(Map.of("text", "-unicorn", "limit", 200)).<String>getList("results.image.name");
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/search?q=-unicorn").page;
            assertThat(titles(page)).containsExactlyElementsOf(all.subList(0, PAGE));
            var arrived = Client.upload(DemoCollection.picture(97, 0));
            Client.settled(arrived);
            assertThat(Client.search(Map.of("text", "-unicorn")).<String>getList("results.image.id"))
                    .startsWith(arrived.toString());

            page.mouse().move(600, 500);
            page.mouse().wheel(0, 100_000);

            assertThat(page.locator(".tile")).hasCount(all.size());
            assertThat(titles(page)).containsExactlyElementsOf(all);
            given().delete("/api/images/{id}", arrived).then().statusCode(204);
            visitor.assertNoComplaints();
        }
    }

    @Test
    void theWholeLibraryIsWalkedThroughAndReturnedTo() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;
            page.mouse().move(600, 500);
            page.mouse().wheel(0, 100_000);
            assertThat(titles(page)).hasSizeGreaterThanOrEqualTo(COUNT).doesNotHaveDuplicates();

            var tile = page.locator(".tile > a").nth(PAGE + 3);
            var opened = tile.getAttribute("href");
            tile.click();
            assertThat(page).hasURL(Pattern.compile(opened));
            page.keyboard().press("ArrowRight");
            assertThat(page).not().hasURL(Pattern.compile(opened));
            page.keyboard().press("ArrowLeft");
            assertThat(page).hasURL(Pattern.compile(opened));
            page.keyboard().press("Escape");

            assertThat(page).hasURL(site);
            assertThat(page.locator("[href='" + opened + "']")).isFocused();
            assertThat(page.locator("[href='" + opened + "']")).isInViewport();
            visitor.assertNoComplaints();
        }
    }

    @Test
    void aFavouriteStaysOne() {
        var image = new ArrayList<>(pictures.keySet()).get(7);
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/images/" + image).page;
            page.keyboard().press("f");
            var favourite = page.getByRole(AriaRole.BUTTON, named("Favourite").setExact(true));
            assertThat(favourite).hasAttribute("aria-pressed", "true");

            page.keyboard().press("/");
            page.keyboard().type("is:favourite");
            page.keyboard().press("Enter");
            assertThat(page).hasURL(Pattern.compile("/\\?filter=is(%3A|:)favourite$"));
            assertThat(page.locator(".tile")).hasCount(1);
            assertThat(tile(page, pictures.get(image).name())).isVisible();
            visitor.assertNoComplaints();
        }
    }

    @Test
    void whatIsTypedSurvivesAPageThatArrivesLate() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;
            var held = new ArrayList<Route>();
            page.route("**/activity", held::add);
            page.getByRole(AriaRole.LINK, named("Activity")).click();
            page.keyboard().press("/");
            page.keyboard().type("origami b");
            page.waitForCondition(() -> !held.isEmpty());
            held.getFirst().resume();

            assertThat(page).hasURL(Pattern.compile("/activity$"));
            page.keyboard().type("oat");
            assertThat(page.getByRole(AriaRole.COMBOBOX, named("Search pictures")))
                    .hasValue("origami boat");
            visitor.assertNoComplaints();
        }
    }

    @Test
    void theTrashIsUndone() {
        var image = new ArrayList<>(pictures.keySet()).get(20);
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/images/" + image).page;
            page.keyboard().press("Delete");
            assertThat(page.getByText("Moved to the trash.")).isVisible();
            assertThat(page).not().hasURL(Pattern.compile(image.toString()));
            assertThat(status(image)).isEqualTo("trashed");

            page.getByRole(AriaRole.BUTTON, named("Undo")).click();
            assertThat(page).hasURL(Pattern.compile(image.toString()));
            assertThat(status(image)).isEqualTo("ready");
            visitor.assertNoComplaints();
        }
    }

    @Test
    void browsingAndSearchingWorkWithoutScripts() {
        try (var visitor = chromium.visitor(new NewContextOptions().setJavaScriptEnabled(false))) {
            var page = visitor.open("/").page;
            assertThat(page.locator(".tile").count()).isGreaterThanOrEqualTo(COUNT);

            page.getByRole(AriaRole.SEARCHBOX).fill("origami");
            page.getByRole(AriaRole.SEARCHBOX).press("Enter");
            assertThat(page).hasURL(Pattern.compile("/search\\?q=origami$"));
            page.locator(".tile > a").first().click();
            page.getByRole(AriaRole.LINK, named("More like this")).click();
            assertThat(page).hasURL(Pattern.compile("/search\\?like="));
            assertThat(page.locator(".tile").first()).isVisible();
            assertThat(page.getByRole(AriaRole.BUTTON, named("Add pictures"))).isHidden();
        }
    }

    /// Two features that use one name for a class dress each other's pages.
    @Test
    void everyClassIsDressedByOneFeature() throws IOException {
        var sheets = new HashMap<String, Set<String>>();
        for (var sheet : sheets()) {
            var css = Files.readString(sheet);
            Pattern.compile("(?m)^\\.([a-z-]+) \\{").matcher(css).results().forEach(match -> sheets.computeIfAbsent(
                            match.group(1), _ -> new TreeSet<>())
                    .add(sheet.getFileName().toString()));
        }
        assertThat(sheets)
                .isNotEmpty()
                .allSatisfy((name, where) -> assertThat(where).as(name).hasSize(1));
    }

    private static List<Path> sheets() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/META-INF/resources/assets"))) {
            return files.filter(file -> file.toString().endsWith(".css")).toList();
        }
    }

    @Test
    void nothingMovesWhilePicturesArrive() {
        try (var visitor = chromium.visitor()) {
            visitor.page.addInitScript("""
                    window.moved = 0;
                    new PerformanceObserver(list => list.getEntries().forEach(entry => window.moved += entry.value))
                      .observe({ type: 'layout-shift', buffered: true });
                    """);
            assertNothingMoves(visitor.open("/").page);
            // Once more, when all but the page itself is there, and the page comes in pieces.
            assertNothingMoves(visitor.slow(40_000, 20).open("/").page);
        }
    }

    private static void assertNothingMoves(Page page) {
        // Not waitForFunction, which evaluates strings within the page: its policy forbids that.
        await().until(() -> page.evaluate(
                        "[...document.querySelectorAll('.tile img')].slice(0, 12).every(image => image.complete)")
                .equals(true));
        assertThat((Number) page.evaluate("window.moved"))
                .satisfies(moved -> assertThat(moved.doubleValue()).isZero());
    }

    @Test
    void everyPageIsOpenToEverybody() {
        var image = pictures.keySet().iterator().next();
        try (var visitor = chromium.visitor()) {
            assertOpen(
                    visitor,
                    "/",
                    "/search",
                    "/search?q=origami+type:png",
                    "/search?q=zebra&weaker=true",
                    "/images/" + image,
                    "/activity",
                    "/models",
                    "/duplicates",
                    "/nothing");
            visitor.open("/images/" + image).page.keyboard().press("c");
            assertThat(visitor.barriers()).as("choosing a part").isEmpty();
            visitor.open("/").page.keyboard().press("?");
            assertThat(visitor.barriers()).as("shortcuts").isEmpty();
            visitor.assertNoComplaints("404");
        }
    }

    @Test
    void soItIsInTheDark() {
        try (var visitor = chromium.visitor(new NewContextOptions().setColorScheme(ColorScheme.DARK))) {
            assertOpen(visitor, "/", "/search?q=zebra+type:png", "/activity", "/models", "/duplicates");
        }
    }

    private static void assertOpen(Visitor visitor, String... paths) {
        for (String path : paths) {
            assertThat(visitor.open(path).barriers()).as(path).isEmpty();
        }
    }

    private static void search(Page page, String words) {
        page.keyboard().press("/");
        page.keyboard().type(words);
        page.keyboard().press("Enter");
        assertThat(page)
                .hasURL(Pattern.compile("q=" + words.replace(" ", "(\\+|%20)").replace(":", "%3A")));
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name);
    }

    private static Locator.GetByRoleOptions within(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }

    private static Locator tile(Page page, String name) {
        return page.locator(".tile > a:has(img[alt='%s'])".formatted(name));
    }

    /// The names of all pictures that the page shows, in order.
    @SuppressWarnings("unchecked")
    private static List<String> titles(Page page) {
        page.locator(".tile").first().waitFor();
        return (List<String>) page.locator(".tile img").evaluateAll("images => images.map(image => image.alt)");
    }

    /// What a drawn picture shows, by its number.
    private static Scene scene(String name) {
        return Scene.of(DemoCollection.SEED, Integer.parseInt(name.replaceAll("\\D", "")) - 1);
    }

    /// The first picture from an index on that shows this.
    private static DemoPicture picture(Style style, Subject subject, int from) {
        int index = IntStream.iterate(from, i -> i + 1)
                .filter(i -> Scene.of(DemoCollection.SEED, i).style() == style)
                .filter(i -> Scene.of(DemoCollection.SEED, i).subject() == subject)
                .findFirst()
                .orElseThrow();
        return DemoCollection.picture(DemoCollection.SEED, index);
    }

    private static String status(UUID image) {
        return given().get("/api/images/{id}", image).jsonPath().getString("status");
    }
}
