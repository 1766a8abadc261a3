package dev.sightline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.sightline.demo.DemoCollection;
import dev.sightline.testing.Client;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What people choose, with scripts and without, and what the page tells of the library.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class SettingsPageTest {

    /// How high rows of the grid are, as scripts are told.
    private static final String ROW = """
            () => {
              const grid = document.body.appendChild(document.createElement('div'));
              grid.className = 'grid';
              return getComputedStyle(grid).getPropertyValue('--row');
            }""";

    @TestHTTPResource
    String site;

    @Test
    void aChoiceIsSeenAtOnceAndByEveryPageAfterwards() {
        try (var chromium = new Chromium(site);
                var visitor = chromium.visitor(new NewContextOptions().setColorScheme(ColorScheme.LIGHT))) {
            var page = visitor.open("/settings").page;
            assertThat(page.locator("html")).hasAttribute("data-theme", "system");
            page.waitForResponse(
                    "**/settings/appearance", () -> choice(page, "Dark").check());
            assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
            assertThat(scheme(page)).isEqualTo("dark");
            assertThat(bar(page)).isEqualTo("#0e1012");
            page.waitForResponse(
                    "**/settings/appearance", () -> choice(page, "Large").check());
            assertThat(visitor.barriers()).isEmpty();

            page.reload();
            assertThat(choice(page, "Dark")).isChecked();
            assertThat(choice(page, "Large")).isChecked();
            assertThat(page.evaluate(ROW)).isEqualTo("276px");
            page.waitForResponse("**/settings/appearance", () -> choice(page, "As the system")
                    .check());
            assertThat(scheme(page)).isEqualTo("light dark");
            assertThat(bar(page)).isEqualTo("#fafaf8");
            visitor.assertNoComplaints();
        }
    }

    @Test
    void noPageFlashesUpInOtherColours() {
        var look = "sightline-look=dark-small";
        for (var path : new String[] {"/", "/settings", "/search", "/nothing"}) {
            given().header("Cookie", look)
                    .get(path)
                    .then()
                    .body(
                            containsString("data-theme=\"dark\" data-density=\"small\""),
                            containsString("<meta name=\"color-scheme\" content=\"dark\">"));
        }
        given().header("Cookie", "sightline-look=<b>-\"")
                .get("/")
                .then()
                .statusCode(200)
                .body(containsString("data-theme=\"system\" data-density=\"medium\""));
    }

    @Test
    void itWorksWithoutJavaScript() {
        try (var chromium = new Chromium(site);
                var visitor = chromium.visitor(
                        new NewContextOptions().setJavaScriptEnabled(false).setColorScheme(ColorScheme.LIGHT))) {
            var page = visitor.open("/settings").page;
            choice(page, "Dark").check();
            choice(page, "Small").check();
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Save"))
                    .click();

            assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
            assertThat(page.locator("html")).hasAttribute("data-density", "small");
            assertThat(choice(page, "Dark")).isChecked();
            assertThat(page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Copy")))
                    .hasCount(0);
        }
    }

    @Test
    void onlyWhatThereIsCanBeChosen() {
        given().formParam("theme", "pink")
                .formParam("density", "small")
                .post("/settings/appearance")
                .then()
                .statusCode(400);
        given().post("/settings/appearance").then().statusCode(400);
    }

    @Test
    void itTellsWhatTheLibraryTakesAndWhereItIs() {
        var image = Client.upload(DemoCollection.picture(41, 0));
        Client.settled(image);

        given().get("/api/status")
                .then()
                .body("storage.originals.count", greaterThan(0))
                .body("storage.originals.bytes", greaterThan(0))
                .body("storage.renditions.bytes", greaterThan(0))
                .body("storage.database", greaterThan(1_000_000));
        given().get("/settings")
                .then()
                .statusCode(200)
                .body(
                        allOf(
                                containsString("Sightline demo model"),
                                containsString("Originals"),
                                containsString("Data directory"),
                                containsString("free on its disk"),
                                containsString(
                                        "./sightline import ~/Pictures --server " + site.replaceFirst("/$", ""))),
                        not(containsString("password")));
    }

    private static Locator choice(Page page, String name) {
        return page.getByRole(AriaRole.RADIO, new GetByRoleOptions().setName(Pattern.compile("^" + name)));
    }

    private static Object scheme(Page page) {
        return page.evaluate("getComputedStyle(document.documentElement).colorScheme");
    }

    private static Object bar(Page page) {
        return page.evaluate("document.querySelector('meta[name=\"theme-color\"]').content");
    }
}
