package dev.sightline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.sightline.picture.MetadataWriter;
import dev.sightline.testing.RowsAlone;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A library of ten years as people move through it; all its pictures are the same small one.
@QuarkusTest
@TestProfile(RowsAlone.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimelinePageTest {

    private static final int COUNT = 4000;

    private static final FulfillOptions PICTURE =
            new FulfillOptions().setContentType("image/jpeg").setBodyBytes(MetadataWriter.jpeg(32, 24, 0x4080B0));

    @Inject
    Jdbi jdbi;

    @TestHTTPResource
    String site;

    private Chromium chromium;

    @BeforeEach
    void fill() {
        if (chromium == null) {
            chromium = new Chromium(site);
        }
        RowsAlone.fill(jdbi, COUNT);
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void theScrubberGoesByMonthsAndYears() {
        try (var visitor = visitor(new NewContextOptions())) {
            var page = visitor.open("/").page;
            var scrubber = page.getByRole(AriaRole.SLIDER, new GetByRoleOptions().setName("Month"));
            var newest = page.locator(".month h2").first().textContent().strip();
            assertThat(scrubber).hasAttribute("aria-valuetext", newest);

            scrubber.focus();
            scrubber.press("ArrowDown");
            var second = page.locator(".month h2").nth(1).textContent().strip();
            assertThat(scrubber).hasAttribute("aria-valuetext", second);
            assertThat(tilesIn(page, second).first()).isInViewport();

            scrubber.press("PageDown");
            assertThat(scrubber).hasAttribute("aria-valuetext", Pattern.compile(" " + (year(second) - 1) + "$"));
            scrubber.press("PageUp");
            assertThat(scrubber).hasAttribute("aria-valuetext", Pattern.compile(" " + year(second) + "$"));
            scrubber.press("End");
            assertThat(scrubber)
                    .hasAttribute(
                            "aria-valuetext",
                            page.locator(".month h2").last().textContent().strip());
            assertThat(page.locator(".tile").last()).isInViewport();
            scrubber.press("Home");
            assertThat(scrubber).hasAttribute("aria-valuetext", newest);

            var track = page.locator(".scrubber").boundingBox();
            page.mouse().move(track.x + track.width / 2, track.y + 40);
            page.mouse().down();
            page.mouse().move(track.x + track.width / 2, track.y + track.height / 2);
            var label = page.locator(".scrubber output");
            assertThat(label).isVisible();
            assertThat(label).hasText(scrubber.getAttribute("aria-valuetext"));
            page.mouse().up();
            assertThat(page.locator(".month:has(h2:text-is('%s'))".formatted(scrubber.getAttribute("aria-valuetext"))))
                    .isInViewport();
            visitor.assertNoComplaints();
        }
    }

    @Test
    void backLeadsToWhereOneWas() {
        try (var visitor = visitor(new NewContextOptions())) {
            var page = visitor.open("/").page;
            page.getByRole(AriaRole.SLIDER).focus();
            for (int i = 0; i < 5; i++) {
                page.keyboard().press("PageDown");
            }
            var tile = tilesIn(page, page.getByRole(AriaRole.SLIDER).getAttribute("aria-valuetext"))
                    .nth(8);
            tile.hover();
            var before = tile.boundingBox();
            var opened = tile.locator("a").getAttribute("href");
            tile.click();
            assertThat(page).hasURL(Pattern.compile(opened));

            page.goBack();

            var link = page.locator("[href='" + opened + "']");
            assertThat(link).isInViewport();
            assertThat(page.locator(".tile > a")).not().hasCount(0);
            assertThat(link.boundingBox().y).isCloseTo(before.y, within(1.0));
            visitor.assertNoComplaints();
        }
    }

    @Test
    void nothingMovesWhileItIsScrolledThrough() {
        try (var visitor = visitor(new NewContextOptions())) {
            var page = visitor.page;
            page.addInitScript("""
                    window.moved = [];
                    new PerformanceObserver(list => list.getEntries().forEach(entry => window.moved.push(
                        entry.value + ' ' + entry.sources.map(source => source.node?.className))))
                      .observe({ type: 'layout-shift', buffered: true });
                    """);
            visitor.open("/");
            assertThat(page.getByRole(AriaRole.BUTTON, named("Colour"))).isVisible();
            double height = height(page);
            for (int i = 0; i < 40; i++) {
                page.mouse().wheel(0, 500);
                page.waitForTimeout(40);
            }
            assertThat(page.evaluate("moved")).isEqualTo(List.of());

            for (int i = 1; i < 6; i++) {
                page.evaluate("part => scrollTo(0, document.documentElement.scrollHeight * part)", i / 6.0);
                assertThat(page.locator(".tile:visible").first()).isVisible();
                assertThat(page.locator(".chunk[aria-busy]")).hasCount(0);
            }

            assertThat(height(page)).isCloseTo(height, within(1.0));
            assertThat(page.locator(".tile").count()).isLessThan(1500);
            visitor.assertNoComplaints();
        }
    }

    @Test
    void whatIsPassedInAHurryIsNotFetched() {
        try (var visitor = visitor(new NewContextOptions())) {
            var page = visitor.open("/").page;
            assertThat(page.locator(".tile").first()).isVisible();
            var fetched = new ArrayList<String>();
            page.onRequest(request -> {
                if (request.url().contains("/timeline/")) {
                    fetched.add(request.url());
                }
            });
            page.evaluate("""
                    () => new Promise(done => {
                      const end = document.documentElement.scrollHeight - innerHeight;
                      const step = () => {
                        scrollBy({ top: 1500, behavior: 'instant' });
                        if (scrollY < end - 1) requestAnimationFrame(step);
                        else done();
                      };
                      step();
                    })""");

            assertThat(page.locator(".tile").last()).isInViewport();
            assertThat(page.locator(".chunk[aria-busy]")).hasCount(0);
            var chunks = page.locator(".chunk").count();
            assertThat(fetched).hasSizeLessThan(chunks / 4);
        }
    }

    @Test
    void facetsNarrowDownAndChipsWiden() {
        try (var visitor = visitor(new NewContextOptions())) {
            var page = visitor.open("/").page;
            page.getByRole(AriaRole.BUTTON, named("Type")).click();
            page.getByRole(AriaRole.LINK, named("PNG")).click();
            assertThat(page).hasURL(Pattern.compile("/\\?filter=type(%3A|:)png$"));
            assertThat(page.getByRole(AriaRole.COMBOBOX)).hasValue("type:png");
            page.getByRole(AriaRole.BUTTON, named("Camera")).click();
            page.getByRole(AriaRole.LINK, named("Nikon D750")).click();

            assertThat(page.getByRole(AriaRole.BUTTON, named("Nikon D750"))).isVisible();
            assertThat(page.getByRole(AriaRole.HEADING, named(" pictures"))).isVisible();
            page.getByRole(AriaRole.LINK, named("Remove the filter type:png")).click();
            assertThat(page).hasURL(Pattern.compile("/\\?filter=camera(%3A|:)%22Nikon(\\+|%20)D750%22$"));
            page.getByRole(AriaRole.BUTTON, named("Nikon D750")).click();
            page.getByRole(AriaRole.LINK, named("Any camera")).click();
            assertThat(page).hasURL(site);

            page.keyboard().press("/");
            page.keyboard().type("type:heic");
            page.keyboard().press("Enter");
            assertThat(page).hasURL(Pattern.compile("/\\?filter=type(%3A|:)heic$"));
            assertThat(page.locator(".month .tile").first()).isVisible();
            visitor.assertNoComplaints();
        }
    }

    @Test
    void newPicturesComeInAtTheTopAlone() {
        try (var visitor = visitor(new NewContextOptions())) {
            var page = visitor.open("/").page;
            assertThat(page.locator(".tile").first()).isVisible();
            arrive("first.jpg");
            page.evaluate("document.dispatchEvent(new Event('sightline:added'))");
            assertThat(page.getByRole(AriaRole.LINK, named("first.jpg"))).isVisible();

            page.evaluate("scrollTo(0, 6000)");
            arrive("second.jpg");
            page.evaluate("document.dispatchEvent(new Event('sightline:added'))");
            assertThat(page.locator(".tile:visible").first()).isVisible();
            assertThat(page.getByRole(AriaRole.LINK, named("second.jpg"))).hasCount(0);
            visitor.assertNoComplaints();
        }
    }

    @Test
    void theOthersMoveUpWhereATileIsTakenAway() {
        try (var visitor = visitor(new NewContextOptions())) {
            var page = visitor.open("/").page;
            assertThat(page.locator(".tile").first()).isVisible();
            double height = height(page);
            page.evaluate("[...document.querySelectorAll('.tile')].slice(0, 30).forEach(tile => tile.remove())");

            await().until(() -> height(page) < height - 400);
            visitor.assertNoComplaints();
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void aSelectionKnowsPicturesThatAreNotThere() {
        try (var visitor = visitor(new NewContextOptions())) {
            var page = visitor.open("/").page;
            assertThat(page.locator(".tile").first()).isVisible();
            var first = jdbi.withHandle(
                    handle -> handle.createQuery("select id::text from image order by date desc, id desc")
                            .mapTo(String.class)
                            .list());
            page.evaluate("scrollTo(0, 1500)");
            assertThat(page.locator(".chunk[aria-busy]")).hasCount(0);
            var last = page.locator(".tile > a").last().getAttribute("id").substring("image-".length());
            var ids = (List<String>) page.evaluate("""
                    async ([first, last]) => {
                      const app = document.querySelector('script[type=module]').src;
                      const { modules } = await import(app);
                      return modules['timeline.js'].idsBetween(first, last);
                    }""", List.of(first.get(3), last));

            assertThat(ids).isEqualTo(first.subList(3, first.indexOf(last) + 1));
        }
    }

    @Test
    void itIsBrowsedWithoutScripts() {
        try (var visitor = visitor(new NewContextOptions().setJavaScriptEnabled(false))) {
            var page = visitor.open("/").page;
            var first = page.locator(".tile > a").first().getAttribute("href");
            assertThat(page.getByRole(AriaRole.LINK, named("Newer pictures"))).hasCount(0);
            page.getByRole(AriaRole.LINK, named("Older pictures")).click();
            assertThat(page.locator("[href='" + first + "']")).hasCount(0);
            page.getByRole(AriaRole.LINK, named("Newer pictures")).click();
            assertThat(page.locator("[href='" + first + "']")).isVisible();

            page.getByText("Months").click();
            page.locator(".jump dl > div")
                    .nth(3)
                    .getByRole(AriaRole.LINK)
                    .first()
                    .click();
            assertThat(page).hasURL(Pattern.compile("/\\?at=\\d{4}-\\d{2}$"));
            assertThat(page.locator(".month h2:visible").first()).isVisible();
            page.getByRole(AriaRole.LINK, named("Filter")).click();
            page.getByRole(AriaRole.BUTTON, named("Type")).click();
            page.getByRole(AriaRole.LINK, named("PNG")).press("Enter");
            assertThat(page).hasURL(Pattern.compile("/\\?filter=type(%3A|:)png$"));
        }
    }

    @Test
    void itIsOpenToEverybody() {
        for (int width : List.of(360, 1440)) {
            try (var visitor = visitor(new NewContextOptions())) {
                var page = visitor.page;
                page.setViewportSize(width, 900);
                visitor.open("/?filter=type:jpeg");
                page.locator("button[popovertarget=" + (width < 700 ? "facets" : "facet-colour") + "]")
                        .click();
                assertThat(page.getByRole(AriaRole.LINK, named("Blue"))).isVisible();
                assertThat(visitor.barriers()).as("facets at " + width).isEmpty();
                page.keyboard().press("Escape");
                page.getByRole(AriaRole.SLIDER).focus();
                page.keyboard().press("PageDown");
                assertThat(page.locator(".chunk[aria-busy]")).hasCount(0);
                assertThat(visitor.barriers()).as("timeline at " + width).isEmpty();
                assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                        .isEqualTo(true);
                visitor.assertNoComplaints();
            }
        }
    }

    private Visitor visitor(NewContextOptions options) {
        var visitor = chromium.visitor(options);
        visitor.page.route(url -> url.contains("/renditions/"), route -> route.fulfill(PICTURE));
        // Rows without pictures cannot be searched with.
        visitor.page.route(
                url -> url.contains("/search?like="), route -> route.fulfill(new FulfillOptions().setStatus(204)));
        return visitor;
    }

    private void arrive(String name) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into image (id, collection_id, object_key, name, media_type, size, width, height, taken_at, state)
                        select gen_random_uuid(), id, :name, :name, 'image/jpeg', 1, 300, 200, now(), 'ready'
                        from collection where kind = 'library'
                        """).bind("name", name).execute());
    }

    private static double height(Page page) {
        return ((Number) page.evaluate("document.documentElement.scrollHeight")).doubleValue();
    }

    private static int year(String heading) {
        return Integer.parseInt(heading.substring(heading.length() - 4));
    }

    private static Locator tilesIn(Page page, String heading) {
        return page.locator(".month:has(h2:text-is('%s')) .tile".formatted(heading));
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name);
    }
}
