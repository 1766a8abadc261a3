package dev.sightline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.sightline.browser.Visitor.File;
import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.DemoPicture;
import dev.sightline.demo.scene.Scene;
import dev.sightline.demo.scene.Style;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
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

/// Searching as people do it: by keyboard and mouse, with words, pictures and parts of them.
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchPageTest {

    private static final int COUNT = 36;

    @Inject
    Jdbi jdbi;

    @TestHTTPResource
    String site;

    private Chromium chromium;
    private final Map<UUID, DemoPicture> pictures = new LinkedHashMap<>();

    @BeforeEach
    void fill() {
        if (chromium == null) {
            chromium = new Chromium(site);
            Database.empty(jdbi);
            DemoCollection.pictures(COUNT, DemoCollection.SEED, 0)
                    .forEach(picture -> pictures.put(Client.upload(picture), picture));
            pictures.keySet().forEach(Client::settled);
            given().contentType("application/merge-patch+json")
                    .body(Map.of("title", "Lanterns of Lisbon", "tags", List.of("summer holiday")))
                    .patch("/api/images/{id}", image(Style.WATERCOLOUR))
                    .then()
                    .statusCode(200);
        }
        jdbi.useHandle(handle -> {
            handle.execute("delete from recent_search");
            handle.execute("delete from saved_search");
        });
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void whatIsTypedIsCompletedByKeyboard() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;
            page.keyboard().press("/");
            page.keyboard().type("lis");
            var option = page.getByRole(AriaRole.OPTION, named("lisbon"));
            assertThat(option).isVisible();
            page.keyboard().press("ArrowDown");
            assertThat(option).hasAttribute("aria-selected", "true");
            assertThat(box(page)).hasAttribute("aria-activedescendant", "suggestion-0");

            page.keyboard().press("Tab");
            assertThat(box(page)).hasValue("lisbon ");
            page.keyboard().type("tag:hol");
            assertThat(page.getByRole(AriaRole.OPTION, named("tag:\"summer holiday\"")))
                    .isVisible();
            page.keyboard().press("Escape");
            assertThat(page.getByRole(AriaRole.LISTBOX)).isHidden();
            assertThat(box(page)).isFocused();
            page.keyboard().press("ArrowDown");
            assertThat(page.getByRole(AriaRole.LISTBOX)).isVisible();
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Enter");

            assertThat(page).hasURL(Pattern.compile("q=lisbon(\\+|%20)tag(:|%3A)%22summer(\\+|%20)holiday%22$"));
            assertThat(page.getByRole(AriaRole.LISTBOX)).isHidden();
            assertThat(page.locator(".matched")).hasText("lisbon");
            visitor.assertNoComplaints();
        }
    }

    @Test
    void aRecentSearchIsRepeatedAndForgotten() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/search?q=origami").page;
            visitor.open("/search?q=castle");
            box(page).fill("");
            var recent = page.getByRole(AriaRole.GROUP, named("Recent"));
            assertThat(recent.getByRole(AriaRole.OPTION)).hasText(new String[] {"castle", "origami"});
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Shift+Delete");
            assertThat(recent.getByRole(AriaRole.OPTION)).hasText(new String[] {"origami"});

            recent.getByRole(AriaRole.OPTION).click();
            assertThat(page).hasURL(Pattern.compile("/search\\?q=origami$"));
            assertThat(box(page)).hasValue("origami");
            visitor.assertNoComplaints();
        }
    }

    @Test
    void aPastedPictureIsCutToItsPart() {
        var example = DemoCollection.picture(DemoCollection.SEED, COUNT + 3);
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/search?q=boat").page;
            visitor.paste(box(page), List.of(File.of(example)));
            assertThat(page).hasURL(Pattern.compile("/search\\?q=boat&upload=[0-9a-f-]{36}$"));

            page.getByRole(AriaRole.BUTTON, named("Choose a part of the picture"))
                    .click();
            var pane = page.getByRole(AriaRole.DIALOG).getByLabel("Part to search with");
            assertThat(pane).isFocused();
            var area = pane.boundingBox();
            page.mouse().move(area.x + area.width * 0.25, area.y + area.height * 0.25);
            page.mouse().down();
            page.mouse().move(area.x + area.width * 0.75, area.y + area.height * 0.75);
            page.mouse().up();
            assertThat(visitor.barriers()).as("cutting").isEmpty();
            page.getByRole(AriaRole.BUTTON, named("Search this part")).click();

            assertThat(page)
                    .hasURL(Pattern.compile("upload=[0-9a-f-]{36}(@|%40)0\\.2[45]\\d\\d(,|%2C)0\\.2[45]\\d\\d"));
            assertThat(page.getByText("Like this part")).isVisible();
            page.getByRole(AriaRole.BUTTON, named("Choose a part of the picture"))
                    .click();
            page.getByRole(AriaRole.BUTTON, named("Whole picture")).click();
            assertThat(page).hasURL(Pattern.compile("/search\\?q=boat&upload=[0-9a-f-]{36}$"));
            visitor.assertNoComplaints();
        }
    }

    @Test
    void theSliderChangesTheResultsInPlace() {
        var neon = image(Style.NEON);
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/search?q=origami").page;
            var words = titles(page);
            var picture = titles(visitor.open("/search?like=" + neon).page);
            visitor.open("/search?q=origami");
            visitor.open("/search?q=origami&like=" + neon);
            assertThat(page.getByRole(AriaRole.SLIDER)).hasAttribute("aria-valuetext", "50 % words, 50 % picture");
            page.getByRole(AriaRole.SLIDER).fill("0");

            assertThat(page).hasURL(Pattern.compile("&balance=0$"));
            assertThat(page.locator(".tile")).hasCount(words.size());
            assertThat(titles(page)).containsExactlyElementsOf(words);
            page.getByRole(AriaRole.SLIDER).fill("100");
            assertThat(page).hasURL(Pattern.compile("&balance=100$"));
            assertThat(page.locator(".tile")).hasCount(picture.size());
            assertThat(titles(page)).containsExactlyElementsOf(picture);
            assertThat(page.getByRole(AriaRole.SLIDER)).isFocused();
            page.goBack();
            assertThat(page).hasURL(Pattern.compile("/search\\?q=origami$"));
            visitor.assertNoComplaints();
        }
    }

    @Test
    void aResultLeadsToMoreAndToLessLikeIt() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/search?q=night").page;
            var first = titles(page).getFirst();
            tile(page, first).hover();
            page.getByRole(AriaRole.LINK, named("Less like " + first)).click();

            assertThat(page).hasURL(Pattern.compile("/search\\?q=night&like=-[0-9a-f-]{36}$"));
            assertThat(page.getByText("Less like this").first()).isVisible();
            assertThat(titles(page)).isNotEmpty().doesNotContain(first);
            var next = titles(page).getFirst();
            tile(page, next).hover();
            page.getByRole(AriaRole.LINK, named("More like " + next)).click();
            assertThat(page).hasURL(Pattern.compile("&like=-[0-9a-f-]{36}&like=[0-9a-f-]{36}$"));
            assertThat(page.getByRole(AriaRole.SLIDER)).isVisible();
            page.getByRole(AriaRole.LINK, named("Search without this picture"))
                    .first()
                    .click();
            assertThat(page).hasURL(Pattern.compile("/search\\?q=night&like=[0-9a-f-]{36}$"));
            visitor.assertNoComplaints();
        }
    }

    @Test
    void anAnswerThatIsLateReplacesNothing() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/search?q=night").page;
            var held = searchUnanswered("origami", page);
            box(page).fill("neon");
            box(page).press("Enter");
            assertThat(page).hasURL(Pattern.compile("/search\\?q=neon$"));
            var shown = titles(page);
            held.forEach(Route::resume);

            page.getByRole(AriaRole.COMBOBOX, named("Order")).selectOption("date");
            assertThat(page).hasURL(Pattern.compile("/search\\?q=neon&sort=date$"));
            assertThat(titles(page)).containsExactlyInAnyOrderElementsOf(shown);
            assertThat(box(page)).hasValue("neon");
            page.goBack();
            assertThat(page).hasURL(Pattern.compile("/search\\?q=neon$"));
            assertThat(box(page)).hasValue("neon");
            visitor.assertNoComplaints("htmx:sendAbort", "htmx:afterRequest");
        }
    }

    @Test
    void whatIsSearchedIsChosenAndStays() {
        await().untilAsserted(() -> given().get("/search?q=lanterns").then().body(containsString("name=\"against\"")));
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/search?q=lanterns").page;
            var choice = page.getByRole(AriaRole.COMBOBOX, named("What is searched"));
            assertThat(choice).hasValue("");

            choice.selectOption("text");
            assertThat(page).hasURL(Pattern.compile("/search\\?q=lanterns&against=text$"));
            assertThat(page.locator(".matched")).hasText("lanterns");
            page.reload();
            assertThat(choice).hasValue("text");
            page.getByRole(AriaRole.COMBOBOX, named("Order")).selectOption("date");
            assertThat(page).hasURL(Pattern.compile("/search\\?q=lanterns&against=text&sort=date$"));
            box(page).fill("lisbon");
            box(page).press("Enter");
            assertThat(page).hasURL(Pattern.compile("/search\\?q=lisbon&against=text$"));
            choice.selectOption("");
            assertThat(page).hasURL(Pattern.compile("/search\\?q=lisbon$"));
            visitor.assertNoComplaints("htmx:sendAbort", "htmx:afterRequest");
        }
    }

    @Test
    void onlyAnAnswerThatIsLateIsWaitedForVisibly() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/search?q=night").page;
            var held = searchUnanswered("origami", page);

            assertThat(page.evaluate("getComputedStyle(document.body, '::before').transitionDelay"))
                    .isEqualTo("0.15s");
            page.waitForCondition(() -> lineOpacity(page) == 1);
            assertThat(page.locator(".tile").first()).isVisible();
            held.forEach(Route::resume);
            assertThat(page).hasURL(Pattern.compile("/search\\?q=origami$"));
            page.waitForCondition(() -> lineOpacity(page) == 0);
            visitor.assertNoComplaints();
        }
    }

    /// Searches, and holds the answer back.
    private static List<Route> searchUnanswered(String words, Page page) {
        var held = new ArrayList<Route>();
        page.route("**/search?q=" + words, held::add);
        box(page).fill(words);
        box(page).press("Enter");
        page.waitForCondition(() -> !held.isEmpty());
        return held;
    }

    /// Of the line below the bar that says that something is on its way.
    private static double lineOpacity(Page page) {
        return Double.parseDouble((String) page.evaluate("getComputedStyle(document.body, '::before').opacity"));
    }

    @Test
    void whatIsTypedWhileResultsArriveStays() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/search?q=night").page;
            var held = searchUnanswered("origami", page);
            page.keyboard().type(" boat");
            held.forEach(Route::resume);

            assertThat(page).hasURL(Pattern.compile("/search\\?q=origami$"));
            assertThat(box(page)).hasValue("origami boat");
            assertThat(box(page)).isFocused();
            visitor.assertNoComplaints();
        }
    }

    @Test
    void theWeakerMatchesAreCountedAndOneClickAway() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/search?q=zebra").page;
            page.getByRole(AriaRole.LINK, named("Show %d weaker matches".formatted(COUNT)))
                    .click();

            assertThat(page.getByRole(AriaRole.HEADING, named("%d weaker matches".formatted(COUNT))))
                    .isVisible();
            assertThat(page.locator(".tile")).hasCount(COUNT);
            assertThat(page).hasURL(Pattern.compile("/search\\?q=zebra&weaker=true$"));
            visitor.assertNoComplaints();
        }
    }

    @Test
    void aWordThatWasMeantIsOneClickAway() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/search?q=lantrens+without+people").page;
            assertThat(page.getByText("Did you mean")).isVisible();
            assertThat(visitor.barriers()).as("offer").isEmpty();
            page.getByRole(AriaRole.LINK, named("lanterns without people")).click();

            assertThat(page).hasURL(Pattern.compile("/search\\?q=lanterns\\+without\\+people$"));
            assertThat(page.locator(".matched").first()).hasText("lanterns");
            assertThat(page.getByText("Did you mean")).isHidden();
            page.getByRole(AriaRole.LINK, named("Allow people again")).click();
            assertThat(page).hasURL(Pattern.compile("/search\\?q=lanterns$"));
            visitor.assertNoComplaints();
        }
    }

    @Test
    void aSearchIsSavedRenamedAndDeleted() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/search?q=origami").page;
            page.getByRole(AriaRole.BUTTON, named("Save").setExact(true)).click();
            page.getByLabel("Name").fill("Folded paper");
            page.getByRole(AriaRole.BUTTON, named("Save search")).click();
            page.getByRole(AriaRole.LINK, named("Saved").setExact(true)).click();

            assertThat(page).hasURL(Pattern.compile("/searches$"));
            page.getByText("Rename").first().click();
            page.getByLabel("New name").fill("Paper");
            page.getByRole(AriaRole.BUTTON, named("Rename").setExact(true)).click();
            assertThat(page.getByRole(AriaRole.LINK, named("Paper"))).isVisible();
            assertThat(visitor.barriers()).as("searches").isEmpty();

            page.getByRole(AriaRole.BUTTON, named("Delete the saved search Paper"))
                    .click();
            assertThat(page.getByText("None yet.")).isVisible();
            page.getByRole(AriaRole.BUTTON, named("Undo")).click();
            page.getByRole(AriaRole.LINK, named("Paper")).click();
            assertThat(page).hasURL(Pattern.compile("/search\\?q=origami$"));
            visitor.assertNoComplaints();
        }
    }

    @Test
    void worksWithoutScripts() {
        try (var visitor = chromium.visitor(new NewContextOptions().setJavaScriptEnabled(false))) {
            var page = visitor.open("/search?q=origami&like=" + image(Style.NEON)).page;
            page.getByRole(AriaRole.SLIDER).fill("0");
            page.getByRole(AriaRole.BUTTON, named("Apply")).click();
            assertThat(page).hasURL(Pattern.compile("balance=0"));
            assertThat(titles(page)).allMatch(name -> scene(name).style() == Style.ORIGAMI);
            page.getByRole(AriaRole.SEARCHBOX).fill("castle");
            page.getByRole(AriaRole.SEARCHBOX).press("Enter");
            assertThat(page).hasURL(Pattern.compile("q=castle"));
            page.getByRole(AriaRole.LINK, named("Search without this picture")).click();
            page.getByRole(AriaRole.BUTTON, named("Save").setExact(true)).click();
            page.getByRole(AriaRole.BUTTON, named("Save search")).click();

            visitor.open("/searches");
            page.getByRole(AriaRole.BUTTON, named("Clear all")).click();
            assertThat(page.getByText("What you search for is listed here.")).isVisible();
            page.getByRole(AriaRole.BUTTON, named("Delete the saved search castle"))
                    .click();
            assertThat(page.getByText("None yet.")).isVisible();
        }
    }

    @Test
    void isOpenToEverybody() {
        var both = "/search?q=night+-sea+type:jpeg&like=%s&like=-%s@0.1,0.1,0.5,0.5"
                .formatted(image(Style.NEON), image(Style.ORIGAMI));
        for (int width : List.of(360, 1440)) {
            try (var visitor = chromium.visitor(new NewContextOptions().setHasTouch(width == 360))) {
                visitor.page.setViewportSize(width, 800);
                assertOpen(visitor, both, width);
                assertOpen(visitor, "/search?q=zebra+type:png", width);
                assertOpen(visitor, "/search?q=type:film", width);
                assertOpen(visitor, "/searches", width);
                visitor.open("/search?q=night");
                box(visitor.page).fill("s");
                visitor.page.getByRole(AriaRole.OPTION).first().waitFor();
                visitor.page.keyboard().press("ArrowDown");
                assertThat(visitor.barriers()).as("suggestions, %d", width).isEmpty();
                assertThat(overflow(visitor)).isZero();
                visitor.assertNoComplaints();
            }
        }
    }

    private static void assertOpen(Visitor visitor, String path, int width) {
        assertThat(visitor.open(path).barriers()).as("%s, %d", path, width).isEmpty();
        assertThat(overflow(visitor)).as("%s, %d", path, width).isZero();
    }

    private static Integer overflow(Visitor visitor) {
        return (Integer)
                visitor.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    private static Locator box(Page page) {
        return page.getByRole(AriaRole.COMBOBOX, named("Search pictures"));
    }

    private static Locator tile(Page page, String name) {
        return page.locator(".tile").filter(new Locator.FilterOptions().setHas(page.getByAltText(name)));
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name);
    }

    private UUID image(Style style) {
        return pictures.entrySet().stream()
                .filter(picture -> picture.getValue().scene().style() == style)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /// The names of all results, in order.
    @SuppressWarnings("unchecked")
    private static List<String> titles(Page page) {
        page.locator(".tile").first().waitFor();
        return (List<String>) page.locator(".tile img").evaluateAll("images => images.map(image => image.alt)");
    }

    /// What a drawn picture shows, by its number.
    private static Scene scene(String name) {
        return Scene.of(DemoCollection.SEED, Integer.parseInt(name.replaceAll("\\D", "")) - 1);
    }
}
