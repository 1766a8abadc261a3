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
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is in the trash is restored or deleted for good, and nothing is deleted unasked.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class TrashPageTest {

    private static final int COUNT = 5;

    @Inject
    Jdbi jdbi;

    @TestHTTPResource
    String site;

    @BeforeEach
    void fillTheTrash() {
        Database.empty(jdbi);
        List<UUID> images = IntStream.range(0, COUNT)
                .mapToObj(index -> Client.upload(DemoCollection.picture(62, index)))
                .toList();
        images.forEach(Client::settled);
        images.forEach(image -> given().delete("/api/images/{id}", image));
    }

    @Test
    void someAreRestoredSomeDeletedAndTheRestEmptied() {
        try (var chromium = new Chromium(site);
                var visitor = chromium.visitor()) {
            var page = visitor.open("/trash").page;
            assertThat(page.getByText("5 pictures")).isVisible();
            assertThat(visitor.barriers()).isEmpty();

            page.locator(".select").first().click();
            page.keyboard().press("r");
            assertThat(page.getByText("1 picture restored.")).isVisible();
            assertThat(page.locator(".tile:visible")).hasCount(COUNT - 1);
            assertThat(page.getByText("4 pictures")).isVisible();
            assertThat(count("/api/images")).isOne();
            page.getByRole(AriaRole.BUTTON, named("Undo")).click();
            assertThat(page.locator(".tile:visible")).hasCount(COUNT);
            assertThat(count("/api/images")).isZero();

            page.locator(".select:visible").first().click();
            page.locator(".select:visible").nth(1).click();
            page.getByRole(AriaRole.BUTTON, named("Delete for good")).click();
            var asked = page.getByRole(AriaRole.DIALOG, named("Delete 2 pictures for good?"));
            assertThat(asked.getByRole(AriaRole.BUTTON, within("Keep them"))).isFocused();
            assertThat(visitor.barriers()).isEmpty();
            asked.getByRole(AriaRole.BUTTON, within("Keep them")).click();
            assertThat(count("/api/trash")).isEqualTo(COUNT);
            page.keyboard().press("Delete");
            asked.getByRole(AriaRole.BUTTON, within("Delete 2 pictures")).click();
            assertThat(page.getByText("2 pictures deleted for good.")).isVisible();
            assertThat(page.locator(".tile:visible")).hasCount(COUNT - 2);
            assertThat(count("/api/trash")).isEqualTo(COUNT - 2);

            page.getByRole(AriaRole.LINK, named("Empty trash")).click();
            asked = page.getByRole(AriaRole.DIALOG, named("Delete 3 pictures for good?"));
            assertThat(asked).isVisible();
            page.keyboard().press("Escape");
            assertThat(asked).isHidden();
            assertThat(page).hasURL(site + "trash");
            page.getByRole(AriaRole.LINK, named("Empty trash")).click();
            asked.getByRole(AriaRole.BUTTON, within("Delete 3 pictures")).click();
            assertThat(page.getByRole(AriaRole.HEADING, named("The trash is empty")))
                    .isVisible();
            assertThat(page.getByText("3 pictures deleted for good.")).isVisible();
            assertThat(visitor.barriers()).isEmpty();
            assertThat(count("/api/trash")).isZero();
            visitor.assertNoComplaints();
        }
    }

    @Test
    void onAPhoneAllAreRestored() {
        try (var chromium = new Chromium(site);
                var visitor = chromium.visitor(
                        new NewContextOptions().setHasTouch(true).setIsMobile(true))) {
            visitor.page.setViewportSize(360, 740);
            var page = visitor.open("/trash").page;
            page.locator(".select").nth(1).tap();
            assertThat(page.locator("#selection")).containsText("1 selected");
            assertThat(visitor.barriers()).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            page.getByRole(AriaRole.BUTTON, named("Restore all")).tap();
            assertThat(page.getByText("5 pictures restored.")).isVisible();
            assertThat(page.locator("#selection")).isHidden();
            assertThat(count("/api/images")).isEqualTo(COUNT);
            visitor.assertNoComplaints();
        }
    }

    @Test
    void withoutScriptsTheyAreTickedAndRestored() {
        try (var chromium = new Chromium(site);
                var visitor = chromium.visitor(new NewContextOptions().setJavaScriptEnabled(false))) {
            var page = visitor.open("/trash").page;
            page.locator(".select").first().check();
            page.locator(".select").nth(2).check();
            page.getByRole(AriaRole.BUTTON, named("Restore what is ticked")).click();
            assertThat(page.getByText("2 pictures restored.")).isVisible();
            assertThat(count("/api/images")).isEqualTo(2);

            page.getByRole(AriaRole.LINK, named("Empty trash")).click();
            page.getByRole(AriaRole.BUTTON, named("Delete 3 pictures")).press("Enter");
            assertThat(page.getByRole(AriaRole.HEADING, named("The trash is empty")))
                    .isVisible();
        }
    }

    private static int count(String list) {
        return given().get(list).jsonPath().getInt("total.count");
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name);
    }

    private static Locator.GetByRoleOptions within(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }
}
