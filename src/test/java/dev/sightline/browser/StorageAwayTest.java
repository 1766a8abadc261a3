package dev.sightline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.sightline.browser.Visitor.File;
import dev.sightline.demo.DemoCollection;
import dev.sightline.testing.BehindStorageFront;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.StorageFront;
import dev.sightline.testing.StorageFront.Fault.Refusal;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// What a person sees whose page is open while the storage goes away and comes back.
@QuarkusTest
@QuarkusTestResource(value = BehindStorageFront.class, restrictToAnnotatedClass = true)
class StorageAwayTest {

    private static final double PATIENCE_MS = 40_000;

    @TestHTTPResource
    String site;

    @Inject
    Jdbi jdbi;

    StorageFront front;

    @Test
    void isSaidAndPicturesComeWhenItIsBack() {
        Database.empty(jdbi);
        Client.settled(Client.upload(DemoCollection.picture(67, 0)));
        try (var chromium = new Chromium(site);
                var visitor = chromium.visitor()) {
            front.trouble(new Refusal(503, "SlowDown"));
            var page = visitor.open("/").page;
            assertThat(notice(page))
                    .containsText(
                            "The object storage is busy or broken (HTTP 503, SlowDown)",
                            new ContainsTextOptions().setTimeout(PATIENCE_MS));
            assertThat(visitor.barriers()).isEmpty();
            assertThat(shown(page)).isEqualTo(0);

            visitor.drop(page.getByRole(AriaRole.MAIN), List.of(File.of(DemoCollection.picture(67, 1))));
            var uploads = page.getByRole(AriaRole.REGION, new GetByRoleOptions().setName("Uploads"));
            assertThat(uploads).containsText("does not answer", new ContainsTextOptions().setTimeout(PATIENCE_MS));

            front.well();
            assertThat(notice(page)).hasCount(0, new HasCountOptions().setTimeout(PATIENCE_MS));
            assertThat(uploads.getByRole(AriaRole.STATUS))
                    .hasText("1 picture added", new HasTextOptions().setTimeout(PATIENCE_MS));
            page.waitForCondition(() ->
                    shown(page) > 0 && shown(page) == page.locator(".tile").count());
            visitor.assertNoComplaints("503", "CORS", "ERR_FAILED");
        } finally {
            front.well();
        }
    }

    private static Locator notice(Page page) {
        return page.getByRole(AriaRole.COMPLEMENTARY, new GetByRoleOptions().setName("About the storage"));
    }

    /// How many pictures the page really has.
    private static int shown(Page page) {
        return (int)
                page.evaluate("() => [...document.querySelectorAll('.tile img')].filter(it => it.naturalWidth).length");
    }
}
