package dev.sightline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.WaitForFunctionOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.sightline.demo.DemoCollection;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Styles are found, looked at, renamed, and found again.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class StylesPageTest {

    private static final int PICTURES = 40;

    /// Of a machine that does much else.
    private static final int PATIENCE = 60_000;

    @Inject
    Jdbi jdbi;

    @TestHTTPResource
    String site;

    @BeforeEach
    void pictures() {
        Database.empty(jdbi);
        DemoCollection.pictures(PICTURES, 63, 0).map(Client::upload).toList().forEach(Client::settled);
    }

    @Test
    void stylesAreFoundLookedAtAndRenamed() {
        try (var chromium = new Chromium(site);
                var visitor = chromium.visitor()) {
            var page = visitor.open("/styles").page;
            assertThat(visitor.barriers()).isEmpty();
            page.getByRole(AriaRole.BUTTON, named("Find styles")).click();
            assertThat(page.locator(".how-found")).hasCount(1, new HasCountOptions().setTimeout(PATIENCE));
            int styles = page.locator(".tagcard").count();
            assertThat(styles).isGreaterThan(1);
            assertThat(page.getByText("How much they come out the same")).isHidden();
            page.getByText("How these were found").click();
            assertThat(page.getByRole(AriaRole.TABLE)).isVisible();
            assertThat(visitor.barriers()).isEmpty();

            page.getByLabel("Number of styles").fill("3");
            page.getByRole(AriaRole.BUTTON, named("Find again")).click();
            assertThat(page.locator(".tagcard")).hasCount(3, new HasCountOptions().setTimeout(PATIENCE));

            page.locator(".tagcard a").first().click();
            assertThat(page.locator(".tile").first()).isVisible();
            var name = page.getByLabel("Name of the style");
            name.fill("Drawn for Ada");
            name.press("Enter");
            assertThat(page).hasTitle("Drawn for Ada · Sightline");
            assertThat(visitor.barriers()).isEmpty();

            page.getByRole(AriaRole.LINK, named("Styles").setExact(true))
                    .first()
                    .click();
            assertThat(page.getByRole(AriaRole.LINK, named("Drawn for Ada"))).isVisible();
            page.locator(".tagcard a").last().click();
            name.fill("drawn for ada");
            page.getByRole(AriaRole.BUTTON, named("Rename")).click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Another style is called");
        }
    }

    @Test
    void theMapComesCloserAndOpensAPicture() {
        try (var chromium = new Chromium(site);
                var visitor = chromium.visitor()) {
            var page = visitor.open("/styles").page;
            page.getByRole(AriaRole.BUTTON, named("Find styles")).click();
            assertThat(page.locator(".how-found")).hasCount(1, new HasCountOptions().setTimeout(PATIENCE));
            visitor.open("/styles/map");
            assertThat(visitor.barriers()).isEmpty();
            int styles =
                    jdbi.withHandle(handle -> handle.createQuery("select count(distinct style_id) from image_style")
                            .mapTo(int.class)
                            .one());
            assertThat(page.locator("[data-spot]")).hasCount(styles);
            page.waitForFunction(PAINTED, null, new WaitForFunctionOptions().setPollingInterval(100));
            var map = page.locator("canvas");
            for (int i = 0; i < 6; i++) {
                page.getByRole(AriaRole.BUTTON, named("Closer")).click();
            }
            page.getByRole(AriaRole.BUTTON, named("All").setExact(true)).click();
            // Onto the middle of the first style, as near as it takes to tell pictures apart.
            page.evaluate(TO_THE_FIRST);
            map.focus();
            map.press("Enter");
            page.waitForURL(url -> url.contains("/images/"));
        }
    }

    /// Whether there is anything on the canvas. Once a thumbnail is, which comes from the store, nobody may read it.
    private static final String PAINTED = """
            () => {
              const canvas = document.querySelector('canvas');
              try {
                const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                return data.some(value => value > 0);
              } catch (refused) {
                return refused.name === 'SecurityError';
              }
            }""";

    private static final String TO_THE_FIRST = """
            () => {
              const canvas = document.querySelector('canvas');
              const box = canvas.getBoundingClientRect();
              const discs = [...document.querySelectorAll('[data-spot]')].map(({ dataset }) => dataset);
              const edge = (side, by) => Math[by > 0 ? 'max' : 'min'](
                ...discs.map(it => Number(it[side]) + by * Number(it.radius)));
              const scale = 0.94 * Math.min(box.width / (edge('x', 1) - edge('x', -1)), box.height / (edge('y', 1) - edge('y', -1)));
              const x = box.width / 2 + scale * (Number(discs[0].x) - (edge('x', 1) + edge('x', -1)) / 2);
              const y = box.height / 2 + scale * (Number(discs[0].y) - (edge('y', 1) + edge('y', -1)) / 2);
              canvas.dispatchEvent(new WheelEvent('wheel', {
                deltaY: -1200, clientX: box.x + x, clientY: box.y + y, bubbles: true, cancelable: true }));
              const drag = (type, dx, dy) => canvas.dispatchEvent(new PointerEvent(type, {
                pointerId: 1, clientX: box.x + x + dx, clientY: box.y + y + dy, bubbles: true }));
              canvas.setPointerCapture = () => {};
              drag('pointerdown', 0, 0);
              drag('pointermove', box.width / 2 - x, box.height / 2 - y);
              drag('pointerup', box.width / 2 - x, box.height / 2 - y);
            }""";

    @Test
    void whatFailedIsGoneOnWithByRetry() {
        try (var chromium = new Chromium(site);
                var visitor = chromium.visitor()) {
            var page = visitor.open("/styles").page;
            page.getByRole(AriaRole.BUTTON, named("Find styles")).click();
            assertThat(page.locator(".how-found")).hasCount(1, new HasCountOptions().setTimeout(PATIENCE));
            jdbi.useHandle(handle ->
                    handle.execute("update clustering set state = 'assigning', failure = 'The model did not answer.'"));
            visitor.open("/activity");
            assertThat(page.getByText("The model did not answer.")).isVisible();
            assertThat(visitor.barriers()).isEmpty();
            page.getByRole(AriaRole.BUTTON, named("Retry finding styles")).click();
            assertThat(page.locator(".how-found")).hasCount(1, new HasCountOptions().setTimeout(PATIENCE));
        }
    }

    @Test
    void theyAreFoundWithoutScriptsToo() {
        try (var chromium = new Chromium(site);
                var visitor = chromium.visitor(new NewContextOptions().setJavaScriptEnabled(false))) {
            var page = visitor.page;
            page.navigate(site + "/styles");
            page.getByRole(AriaRole.BUTTON, named("Find styles")).click();
            await().atMost(Duration.ofMillis(PATIENCE)).until(() -> {
                page.reload();
                return page.locator(".tagcard").count() > 0;
            });
            page.locator(".tagcard a").first().click();
            page.getByLabel("Name of the style").fill("By hand");
            page.getByRole(AriaRole.BUTTON, named("Rename")).click();
            assertThat(page).hasTitle("By hand · Sightline");
        }
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name);
    }
}
