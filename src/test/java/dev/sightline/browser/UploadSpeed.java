package dev.sightline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import dev.sightline.testing.OwnServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Measures what a drop of very many files does to a page. No test by its name: `tools/uploads/measure` runs it.
@QuarkusTest
@QuarkusTestResource(value = OwnServers.class, restrictToAnnotatedClass = true)
class UploadSpeed {

    private static final int FILES = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @TestHTTPResource
    String site;

    @Test
    void measure() {
        try (var chromium = new Chromium(site);
                var visitor = chromium.visitor()) {
            var page = visitor.page;
            ManyFiles.watch(page);
            visitor.open("/");
            var requests = requests(page);
            long start = System.nanoTime();
            ManyFiles.drop(page, FILES);
            var panel = page.locator("#uploads");
            assertThat(panel).containsText("of 2,000");
            page.waitForTimeout(3_000);
            System.out.printf(
                    "Adding: longest task %.0f ms, %d rows exist%n",
                    ManyFiles.longestTask(page), page.locator(".upload").count());
            assertThat(panel)
                    .containsText("2,000 pictures added", new ContainsTextOptions().setTimeout(PATIENCE.toMillis()));
            System.out.printf(
                    "All of it: longest task %.0f ms, %d s, %d requests to Sightline%n",
                    ManyFiles.longestTask(page),
                    Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                    requests.get());
        }
    }

    private static AtomicInteger requests(Page page) {
        var requests = new AtomicInteger();
        page.onRequest(request -> {
            if (request.url().contains("/api/")) {
                requests.incrementAndGet();
            }
        });
        return requests;
    }
}
