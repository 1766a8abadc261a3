import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import dev.sightline.demo.DemoCollection;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/// Counts frames while 10,000 pictures are scrolled through in Chromium. Called by `measure`.
///
/// The pictures are drawn ones of 320 pixels, handed out by the browser's own driver in place of the storage.
void main() throws Exception {
    try (var library = new Library(10_000);
            var playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
        var thumbnails = thumbnails();
        var browser = playwright.chromium().launch(new BrowserType.LaunchOptions()
                .setExecutablePath(Path.of(System.getProperty("chromium", "/usr/bin/chromium")))
                .setArgs(List.of("--no-sandbox")));
        for (var pace : List.of(0.5, 2.0, 8.0)) {
            var context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
            var page = context.newPage();
            page.route(url -> url.contains("/renditions/"), route -> route.fulfill(new Route.FulfillOptions()
                    .setContentType("image/jpeg")
                    .setHeaders(Map.of("Cache-Control", "max-age=3600"))
                    .setBodyBytes(thumbnails.get(Math.floorMod(route.request().url().hashCode(), thumbnails.size())))));
            page.navigate(library.site + "/");
            page.locator(".timeline.laid").waitFor();
            page.waitForTimeout(2000);
            var devtools = context.newCDPSession(page);
            devtools.send("Performance.enable");
            var before = seconds(devtools);
            IO.println("%.1f screens a second: %s".formatted(pace, page.evaluate(SCROLL, pace)));
            var after = seconds(devtools);
            IO.println("  of %.1f s the page's thread worked %.1f: %.1f scripts, %.1f layout, %.1f styles".formatted(
                    after.get("Timestamp") - before.get("Timestamp"),
                    after.get("TaskDuration") - before.get("TaskDuration"),
                    after.get("ScriptDuration") - before.get("ScriptDuration"),
                    after.get("LayoutDuration") - before.get("LayoutDuration"),
                    after.get("RecalcStyleDuration") - before.get("RecalcStyleDuration")));
            context.close();
        }
    }
}

Map<String, Double> seconds(CDPSession devtools) {
    var seconds = new HashMap<String, Double>();
    for (var metric : devtools.send("Performance.getMetrics").getAsJsonArray("metrics")) {
        seconds.put(
                metric.getAsJsonObject().get("name").getAsString(),
                metric.getAsJsonObject().get("value").getAsDouble());
    }
    return seconds;
}

/// Scrolls by time, not by frames, to the end or for 30 seconds, and notes how long each frame took.
String SCROLL = """
        pace => new Promise(done => {
          const frames = [];
          const longest = [];
          new PerformanceObserver(list => longest.push(...list.getEntries().map(it => Math.round(it.duration))))
            .observe({ type: 'long-animation-frame' });
          let most = 0;
          const start = performance.now();
          let last = start;
          const step = now => {
            frames.push(now - last);
            last = now;
            scrollTo({ top: (now - start) / 1000 * pace * innerHeight, behavior: 'instant' });
            if (frames.length % 60 === 0) most = Math.max(most, document.querySelectorAll('.tile').length);
            if (now - start < 30000 && scrollY < document.documentElement.scrollHeight - innerHeight - 1) requestAnimationFrame(step);
            else {
              frames.sort((a, b) => a - b);
              const at = part => frames[Math.floor((frames.length - 1) * part)].toFixed(1);
              done(`${(frames.length / (now - start) * 1000).toFixed(1)} frames a second; a frame takes ${at(0.5)} ms (median), `
                + `${at(0.95)} (95th percentile), ${at(1)} at most; ${frames.filter(it => it > 20).length} of ${frames.length} were late; `
                + `${longest.length} frames over 50 ms; at most ${most} tiles at once; ${Math.round(scrollY)} of `
                + `${document.documentElement.scrollHeight} pixels`);
            }
          };
          requestAnimationFrame(step);
        })""";

List<byte[]> thumbnails() throws Exception {
    var thumbnails = new ArrayList<byte[]>();
    for (var picture : DemoCollection.pictures(60, DemoCollection.SEED, 0).toList()) {
        var read = ImageIO.read(new ByteArrayInputStream(picture.bytes()));
        var small = new BufferedImage(320, Math.max(1, 320 * read.getHeight() / read.getWidth()), BufferedImage.TYPE_INT_RGB);
        var graphics = small.createGraphics();
        graphics.drawImage(read, 0, 0, small.getWidth(), small.getHeight(), null);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(small, "jpg", bytes);
        thumbnails.add(bytes.toByteArray());
    }
    return thumbnails;
}
