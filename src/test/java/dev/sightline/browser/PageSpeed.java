package dev.sightline.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.LoadState;
import dev.sightline.testing.OwnServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Measures pages as a phone gets them over a slow connection: what they weigh before pictures, when their largest part
/// is painted (LCP), and how much moves (CLS). No test by its name: `tools/pages/measure` runs it.
///
/// The profile is that of Lighthouse for phones: 1.6 Mbit/s, a round trip of 150 ms, a processor four times slower.
@QuarkusTest
@QuarkusTestResource(value = OwnServers.class, restrictToAnnotatedClass = true)
class PageSpeed {

    private static final int PICTURES = 240;
    private static final int TURNS = 3;
    private static final double BYTES_PER_SECOND = 1.6e6 / 8;
    private static final int ROUND_TRIP_MS = 150;
    private static final int SLOWER = 4;

    private static final String OBSERVE = """
            window.measured = { lcp: 0, cls: 0 };
            new PerformanceObserver(list => list.getEntries().forEach(it => (measured.lcp = it.startTime)))
              .observe({ type: 'largest-contentful-paint', buffered: true });
            new PerformanceObserver(list => list.getEntries().forEach(it => (measured.cls += it.value)))
              .observe({ type: 'layout-shift', buffered: true });
            """;

    @TestHTTPResource
    String site;

    /// @param weight bytes over the wire until the page was loaded, without pictures
    /// @param count  requests until then, without pictures
    /// @param all    bytes until nothing came any more, without pictures: also what is fetched ahead
    /// @param lcp    milliseconds
    private record Measured(long weight, int count, long all, double lcp, double cls) {}

    @Test
    void measure() {
        var image = SampleLibrary.fill(PICTURES).getFirst();
        System.out.println(
                "| Page | First visit, kB | requests | with what is fetched ahead, kB | LCP, ms | CLS | Next visit, kB | LCP, ms |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
        try (var chromium = new Chromium(site)) {
            for (var path : List.of("/", "/search?q=origami", "/images/" + image, "/activity", "/settings")) {
                print(path.replace(image.toString(), "…"), path, chromium);
            }
        }
    }

    /// The median turn by LCP of each kind.
    private void print(String name, String path, Chromium chromium) {
        var first = new Measured[TURNS];
        var next = new Measured[TURNS];
        for (int turn = 0; turn < TURNS; turn++) {
            try (var visitor = chromium.visitor(new NewContextOptions().setHasTouch(true))) {
                first[turn] = load(path, visitor);
                next[turn] = load(path, visitor);
            }
        }
        var one = median(first);
        var two = median(next);
        System.out.printf(
                "| `%s` | %.1f | %d | %.1f | %.0f | %.3f | %.1f | %.0f |%n",
                name,
                one.weight() / 1e3,
                one.count(),
                one.all() / 1e3,
                one.lcp(),
                one.cls(),
                two.weight() / 1e3,
                two.lcp());
    }

    private static Measured median(Measured[] turns) {
        Arrays.sort(turns, Comparator.comparingDouble(Measured::lcp));
        return turns[turns.length / 2];
    }

    private Measured load(String path, Visitor visitor) {
        var page = visitor.page;
        page.setViewportSize(360, 740);
        var types = new HashMap<String, String>();
        var weights = new HashMap<String, Long>();
        var devtools = page.context().newCDPSession(page);
        devtools.on(
                "Network.responseReceived",
                event -> types.put(id(event), event.get("type").getAsString()));
        devtools.on(
                "Network.loadingFinished",
                event -> weights.put(id(event), event.get("encodedDataLength").getAsLong()));
        devtools.send("Network.enable");
        visitor.slow(BYTES_PER_SECOND, ROUND_TRIP_MS);
        devtools.send("Emulation.setCPUThrottlingRate", number("rate", SLOWER));
        page.addInitScript(OBSERVE);
        page.navigate(path);
        var loaded = List.copyOf(weights.keySet());
        page.waitForLoadState(LoadState.NETWORKIDLE);
        var measured = (Map<?, ?>) page.evaluate("window.measured");
        devtools.detach();
        weights.keySet().removeIf(id -> "Image".equals(types.get(id)));
        var all = weights.values().stream().mapToLong(Long::longValue).sum();
        weights.keySet().retainAll(loaded);
        return new Measured(
                weights.values().stream().mapToLong(Long::longValue).sum(),
                weights.size(),
                all,
                ((Number) measured.get("lcp")).doubleValue(),
                ((Number) measured.get("cls")).doubleValue());
    }

    private static String id(JsonObject event) {
        return event.get("requestId").getAsString();
    }

    private static JsonObject number(String name, Number value) {
        var object = new JsonObject();
        object.addProperty(name, value);
        return object;
    }
}
