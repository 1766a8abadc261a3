package dev.sightline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.sightline.embedding.hub.Models;
import dev.sightline.embedding.hub.TinyHub;
import dev.sightline.testing.OwnServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What a person sees while the wanted model is not there.
@QuarkusTest
@QuarkusTestResource(value = OwnServers.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TinyHub.class, restrictToAnnotatedClass = true)
class ModelNoticeTest {

    Consumer<String> hub;

    @Inject
    Models models;

    @TestHTTPResource
    String site;

    @Test
    void staysUntilTheModelIsThere() {
        try (var chromium = new Chromium(site)) {
            hub.accept("not at all");
            asksWithoutJavaScript(chromium);
            try (var visitor = chromium.visitor()) {
                asksAgain(visitor.open("/"));
                visitor.assertNoComplaints();
            }
        }
    }

    private void asksWithoutJavaScript(Chromium chromium) {
        try (var visitor = chromium.visitor(new NewContextOptions().setJavaScriptEnabled(false))) {
            var page = visitor.open("/activity").page;
            page.getByText("Fetch it").click();
            assertThat(page).hasURL(Pattern.compile("/activity$"));
            await().until(() -> models.wanted().error() != null);

            page.reload();
            assertThat(notice(page)).containsText("could not be fetched. 127.0.0.1 has no");
            assertThat(notice(page).getByRole(AriaRole.BUTTON)).hasText("Retry");
        }
    }

    private void asksAgain(Visitor visitor) {
        var page = visitor.page;
        assertThat(visitor.barriers()).isEmpty();
        hub.accept("halfway");
        notice(page).getByText("Retry").click();
        assertThat(notice(page)).containsText("on its way: 72 %");
        assertThat(notice(page).getByRole(AriaRole.PROGRESSBAR)).isVisible();
        assertThat(visitor.barriers()).isEmpty();

        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Activity"))
                .click();
        assertThat(page).hasURL(Pattern.compile("/activity$"));
        hub.accept("well");
        models.stop("tiny-siglip2");
        models.fetch("tiny-siglip2");

        // When the model has seen all pictures, there is nothing to say any more.
        assertThat(notice(page)).hasCount(0, new HasCountOptions().setTimeout(60_000));
    }

    private static Locator notice(Page page) {
        return page.getByRole(AriaRole.COMPLEMENTARY, new GetByRoleOptions().setName("About the model"));
    }
}
