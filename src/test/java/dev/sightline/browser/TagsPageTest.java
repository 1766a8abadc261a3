package dev.sightline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.sightline.demo.DemoCollection;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// All tags are found, renamed and removed on one page.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class TagsPageTest {

    @Inject
    Jdbi jdbi;

    @TestHTTPResource
    String site;

    @BeforeEach
    void taggedImages() {
        Database.empty(jdbi);
        List<UUID> images = IntStream.range(0, 4)
                .mapToObj(index -> Client.upload(DemoCollection.picture(63, index)))
                .toList();
        images.forEach(Client::settled);
        tag(images.get(0), "holliday", "sea");
        tag(images.get(1), "holliday", "night");
        tag(images.get(2), "holliday");
        tag(images.get(3), "holiday");
    }

    @Test
    void aTagIsFoundRenamedAndThatIsUndone() {
        try (var chromium = new Chromium(site);
                var visitor = chromium.visitor()) {
            var page = visitor.open("/tags").page;
            assertThat(page.locator(".tagcard .name")).hasText(new String[] {"holliday", "holiday", "night", "sea"});
            assertThat(visitor.barriers()).isEmpty();
            page.getByLabel("Sort by").selectOption("name");
            assertThat(page.locator(".tagcard .name")).hasText(new String[] {"holiday", "holliday", "night", "sea"});
            page.getByLabel("Find a tag").fill("hol");
            assertThat(page.locator(".tagcard .name")).hasText(new String[] {"holiday", "holliday"});
            assertThat(page).hasURL(Pattern.compile("/tags\\?q=hol&sort=name$"));

            page.getByRole(AriaRole.LINK, named("Change the tag holliday")).click();
            var dialog = page.getByRole(AriaRole.DIALOG, named("Change “holliday”"));
            assertThat(dialog).isVisible();
            assertThat(visitor.barriers()).isEmpty();
            dialog.getByLabel("New name").fill("Holiday");
            dialog.getByRole(AriaRole.BUTTON, within("Rename in 3 pictures")).click();

            assertThat(page.getByText("“holliday” is “holiday” now, in 3 pictures."))
                    .isVisible();
            assertThat(page.locator(".tagcard .name")).hasText(new String[] {"holiday", "night", "sea"});
            assertThat(page.getByText("4 pictures")).isVisible();
            page.getByRole(AriaRole.BUTTON, named("Undo")).click();
            assertThat(page.locator(".tagcard .name")).hasText(new String[] {"holliday", "holiday", "night", "sea"});

            page.getByRole(AriaRole.LINK, named("Change the tag night")).click();
            page.getByRole(AriaRole.BUTTON, named("Remove from 1 picture")).click();
            assertThat(page.getByText("“night” removed from 1 picture.")).isVisible();

            page.locator(".tagcard > a").first().click();
            assertThat(page.locator(".tile")).hasCount(3);
            visitor.assertNoComplaints();
        }
    }

    @Test
    void thePhoneShowsThemAndNoTagsAreExplained() {
        try (var chromium = new Chromium(site);
                var visitor = chromium.visitor(
                        new NewContextOptions().setHasTouch(true).setIsMobile(true))) {
            visitor.page.setViewportSize(360, 740);
            var page = visitor.open("/tags").page;
            page.getByRole(AriaRole.LINK, named("Change the tag sea")).tap();
            assertThat(visitor.barriers()).isEmpty();
            page.getByLabel("Close").locator("visible=true").tap();
            assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
            assertThat(visitor.barriers()).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            page.getByLabel("Find a tag").fill("nothing");
            assertThat(page.getByText("No tag has “nothing” in its name.")).isVisible();
            Database.empty(jdbi);
            visitor.open("/tags");
            assertThat(page.getByText("No picture has a tag yet.")).isVisible();
            assertThat(visitor.barriers()).isEmpty();
            visitor.assertNoComplaints();
        }
    }

    private static void tag(UUID image, String... tags) {
        given().contentType("application/json")
                .body(Map.of("tags", List.of(tags)))
                .patch("/api/images/{id}", image)
                .then()
                .statusCode(200);
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name);
    }

    private static Locator.GetByRoleOptions within(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }
}
