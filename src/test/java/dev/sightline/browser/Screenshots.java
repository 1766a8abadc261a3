package dev.sightline.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotType;
import dev.sightline.testing.OwnServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Makes `docs/screenshots` anew: each page in each of its states, on a desk by day and on a phone by night. No test by
/// its name: `tools/screenshots/make` runs it.
@QuarkusTest
@QuarkusTestResource(value = OwnServers.class, restrictToAnnotatedClass = true)
class Screenshots {

    private static final Path FOLDER = Path.of(System.getProperty("sightline.screenshots", "docs/screenshots"))
            .toAbsolutePath();
    private static final int PICTURES = 240;

    /// Of these there is one of each width and scheme, as they lead to the rest.
    private static final Set<String> WIDE = Set.of("library", "results", "picture", "settings");

    /// Not until the network is quiet: a page that shows work in progress asks again and again.
    private static final String PICTURES_ARE_THERE = """
            () => Promise.all([...document.images]
              .filter(image => image.checkVisibility() && image.getBoundingClientRect().top < innerHeight)
              .map(image => image.complete || new Promise(there => (image.onload = image.onerror = there))))""";

    @TestHTTPResource
    String site;

    private final Set<Path> taken = new TreeSet<>();

    @Test
    void take() throws IOException {
        Files.createDirectories(FOLDER);
        try (var chromium = new Chromium(site)) {
            View.empty().forEach(view -> take(view, chromium));
            var image = SampleLibrary.fill(PICTURES).getFirst();
            View.full(image).forEach(view -> take(view, chromium));
        }
        removeOthers();
    }

    private void take(View view, Chromium chromium) {
        take(view, "desk", 1440, 900, ColorScheme.LIGHT, chromium);
        take(view, "phone", 360, 740, ColorScheme.DARK, chromium);
        if (WIDE.contains(view.name())) {
            take(view, "tablet", 820, 1100, ColorScheme.LIGHT, chromium);
            take(view, "wall", 2560, 1440, ColorScheme.DARK, chromium);
        }
    }

    private void take(View view, String device, int width, int height, ColorScheme scheme, Chromium chromium) {
        var options = new NewContextOptions()
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setHasTouch(width < 1000);
        try (var visitor = chromium.visitor(options)) {
            visitor.page.setViewportSize(width, height);
            view.show(visitor);
            visitor.page.evaluate(PICTURES_ARE_THERE);
            var file = FOLDER.resolve("%s-%s.jpg".formatted(view, device));
            visitor.page.screenshot(new ScreenshotOptions()
                    .setPath(file)
                    .setType(ScreenshotType.JPEG)
                    .setQuality(82));
            taken.add(file);
        }
    }

    /// Pages that are gone leave no screenshot behind.
    private void removeOthers() throws IOException {
        try (var files = Files.list(FOLDER)) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".jpg")).toList()) {
                if (!taken.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }
}
