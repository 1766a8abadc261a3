package dev.sightline.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.sightline.testing.OwnServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// What holds for each page in each of its states, on a phone and on a desk, by day and by night: nothing overflows,
/// nothing is closed to people who use it in other ways, where the keyboard is can be seen, nothing is loaded from
/// elsewhere, and the browser has nothing to complain about.
@QuarkusTest
@QuarkusTestResource(value = OwnServers.class, restrictToAnnotatedClass = true)
class EveryPageTest {

    private static final int PICTURES = 64;
    private static final int STOPS = 40;

    /// Whether the element that has the focus, or the box around it that stands for it, is marked.
    private static final String MARKED = """
            () => {
              const marked = element => element && (
                parseFloat(getComputedStyle(element).outlineWidth) >= 2 && getComputedStyle(element).outlineStyle !== 'none');
              const focused = document.activeElement;
              if (!focused || focused === document.body) return null;
              const box = focused.closest('.search');
              const shown = marked(focused) || (box && getComputedStyle(box).boxShadow.includes('2px'));
              return shown ? null : focused.outerHTML.slice(0, 160);
            }""";

    @TestHTTPResource
    String site;

    @ConfigProperty(name = "sightline.storage.endpoint")
    String storage;

    @Test
    void isOpenToEverybody() {
        try (var chromium = new Chromium(site)) {
            var softly = new SoftAssertions();
            View.empty().forEach(view -> check(view, chromium, softly));
            var image = SampleLibrary.fill(PICTURES).getFirst();
            View.full(image).forEach(view -> check(view, chromium, softly));
            softly.assertAll();
        }
    }

    private void check(View view, Chromium chromium, SoftAssertions softly) {
        check(view, 360, ColorScheme.DARK, chromium, softly);
        check(view, 1440, ColorScheme.LIGHT, chromium, softly);
    }

    private void check(View view, int width, ColorScheme scheme, Chromium chromium, SoftAssertions softly) {
        var options = new NewContextOptions()
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setHasTouch(width == 360);
        try (var visitor = chromium.visitor(options)) {
            var elsewhere = new ArrayList<String>();
            visitor.page.onRequest(request -> {
                if (List.of(site, storage, "data:", "blob:").stream().noneMatch(request.url()::startsWith)) {
                    elsewhere.add(request.url());
                }
            });
            visitor.page.setViewportSize(width, width == 360 ? 740 : 900);
            view.show(visitor);
            var what = " %s, %d px, %s".formatted(view, width, scheme);
            softly.assertThat(overflow(visitor)).as("overflow:" + what).isZero();
            softly.assertThat(visitor.barriers()).as("barriers:" + what).isEmpty();
            softly.assertThat(unmarked(visitor))
                    .as("focus without a mark:" + what)
                    .isEmpty();
            visitor.page.emulateMedia(new EmulateMediaOptions()
                    .setColorScheme(scheme == ColorScheme.DARK ? ColorScheme.LIGHT : ColorScheme.DARK));
            softly.assertThat(overflow(visitor))
                    .as("overflow, other scheme:" + what)
                    .isZero();
            softly.assertThat(elsewhere).as("loaded from elsewhere:" + what).isEmpty();
            softly.assertThat(visitor.complaints("404"))
                    .as("complaints:" + what)
                    .isEmpty();
        }
    }

    private static Integer overflow(Visitor visitor) {
        return (Integer)
                visitor.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    /// Goes through the page by the tabulator, and notes where it cannot be seen where one is.
    private static List<String> unmarked(Visitor visitor) {
        var unmarked = new ArrayList<String>();
        for (int i = 0; i < STOPS; i++) {
            visitor.page.keyboard().press("Tab");
            if (visitor.page.evaluate(MARKED) instanceof String element) {
                unmarked.add(element);
            }
        }
        return unmarked;
    }
}
