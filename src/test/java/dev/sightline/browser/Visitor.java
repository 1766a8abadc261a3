package dev.sightline.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.sightline.demo.DemoPicture;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Somebody in front of a browser. Whatever the browser complains about on the way, a refused style or script, an
/// exception, a file that is missing, is known in the end.
final class Visitor implements AutoCloseable {

    private static final String FILES = """
            files => {
              const transfer = new DataTransfer();
              for (const { name, type, bytes } of files) {
                transfer.items.add(new File([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], name, { type, lastModified: 1 }));
              }
              return transfer;
            }""";

    /// What fades or moves to an end has come to it; what turns for ever is not waited for.
    private static final String STILL = """
            () => Promise.allSettled(document.getAnimations()
              .filter(it => it.playState === 'running' && it.effect.getComputedTiming().endTime !== Infinity)
              .map(it => it.finished))""";

    final Page page;
    private final BrowserContext context;
    private final List<String> complaints = new ArrayList<>();

    Visitor(BrowserContext context) {
        this.context = context;
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    Visitor open(String path) {
        page.navigate(path);
        return this;
    }

    /// From now on everything comes over a slow connection.
    Visitor slow(double bytesPerSecond, int roundTripMs) {
        var conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", roundTripMs);
        conditions.addProperty("downloadThroughput", bytesPerSecond);
        conditions.addProperty("uploadThroughput", bytesPerSecond);
        var devtools = context.newCDPSession(page);
        devtools.send("Network.enable");
        devtools.send("Network.emulateNetworkConditions", conditions);
        return this;
    }

    /// Drops files onto an element, as from a file manager.
    void drop(Locator onto, List<File> files) {
        JSHandle transfer =
                page.evaluateHandle(FILES, files.stream().map(File::asMap).toList());
        for (String event : List.of("dragenter", "dragover", "drop")) {
            onto.dispatchEvent(event, Map.of("dataTransfer", transfer));
        }
    }

    /// Pastes files while the cursor is in an element.
    void paste(Locator into, List<File> files) {
        JSHandle transfer =
                page.evaluateHandle(FILES, files.stream().map(File::asMap).toList());
        into.evaluate("""
                (element, clipboardData) => element.dispatchEvent(
                  new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))""", transfer);
    }

    record File(String name, String type, byte[] bytes) {

        static File of(DemoPicture picture) {
            return new File(picture.name(), picture.mediaType(), picture.bytes());
        }

        private Map<String, String> asMap() {
            return Map.of(
                    "name", name, "type", type, "bytes", Base64.getEncoder().encodeToString(bytes));
        }
    }

    /// What axe finds wrong with the page for people who use it in other ways, as one line a rule. A few tiles stand
    /// for all.
    List<String> barriers() {
        page.evaluate(STILL);
        return new AxeBuilder(page)
                        .exclude(".tile:nth-child(n + 8)")
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                        .analyze()
                        .getViolations()
                        .stream()
                        .map(Visitor::line)
                        .toList();
    }

    private static String line(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + ": "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    /// The browser is allowed to say that an answer was an error where the test asked for one.
    void assertNoComplaints(String... expected) {
        assertThat(complaints(expected)).as("what the browser complained about").isEmpty();
    }

    List<String> complaints(String... expected) {
        return complaints.stream()
                .filter(complaint -> List.of(expected).stream().noneMatch(complaint::contains))
                .toList();
    }

    @Override
    public void close() {
        // A request that comes while the page is closed would look for its route.
        page.unrouteAll();
        context.close();
    }
}
