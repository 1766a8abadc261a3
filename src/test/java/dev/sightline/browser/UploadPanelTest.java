package dev.sightline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.assertions.PageAssertions.HasTitleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.sightline.browser.Visitor.File;
import dev.sightline.demo.DemoCollection;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.OwnServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Adding pictures in a browser: what happens when all is well, and when it is not.
@QuarkusTest
@QuarkusTestResource(value = OwnServers.class, restrictToAnnotatedClass = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UploadPanelTest {

    private static final long SEED = 31;

    /// What the browser says of requests that the test cut.
    private static final String CUT = "net::ERR";

    /// Browsers that cannot read a chosen file again after a reload.
    private static final String WITHOUT_HANDLES = """
            delete window.showOpenFilePicker;
            delete window.showDirectoryPicker;
            delete DataTransferItem.prototype.getAsFileSystemHandle;""";

    @Inject
    Jdbi jdbi;

    @TestHTTPResource
    String site;

    private Chromium chromium;

    @BeforeEach
    void start() {
        chromium = chromium == null ? new Chromium(site) : chromium;
        Database.empty(jdbi);
    }

    @AfterEach
    void nothingIsInWork() {
        await().until(() -> Set.of("failed", "done")
                .containsAll(
                        given().get("/api/jobs").jsonPath().getMap("counts").keySet()));
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void twentyFilesArriveThoughTheConnectionIsLostOnce() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;
            var storage = new AtomicInteger();
            page.route(Pattern.compile("/sightline$"), route -> {
                if (storage.incrementAndGet() == 6) {
                    page.context().setOffline(true);
                }
                route.resume();
            });
            visitor.drop(page.getByRole(AriaRole.MAIN), pictures(0, 20));

            assertThat(panel(page)).containsText("No connection. Goes on by itself when it is back.");
            assertThat(panel(page).getByText("Waits for the connection").first())
                    .isVisible();
            assertThat(panel(page)).not().containsText("failed", seen());
            assertThat(page).hasTitle(Pattern.compile("^\\d+ % · "));
            // The rules of the check itself are evaluated within the page, and need no connection.
            assertThat(visitor.barriers()).as("offline").isEmpty();
            page.context().setOffline(false);

            assertThat(status(page)).hasText("20 pictures added", patiently());
            assertThat(panel(page)).not().containsText("No connection");
            assertThat(page).hasTitle("Library · Sightline", new HasTitleOptions().setTimeout(10_000));
            assertThat(ready()).isEqualTo(20);
            visitor.assertNoComplaints(CUT, "Failed to load resource", "htmx:afterRequest", "htmx:sendError");
        }
    }

    /// Without what is hidden.
    private static ContainsTextOptions seen() {
        return new ContainsTextOptions().setUseInnerText(true);
    }

    @Test
    void aServerThatDoesNotAnswerIsWaitedFor() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;
            var away = new AtomicBoolean(true);
            page.route("**/api/uploads", route -> {
                if (away.get()) {
                    route.abort();
                } else {
                    route.resume();
                }
            });
            visitor.drop(page.getByRole(AriaRole.MAIN), pictures(20, 1));

            assertThat(panel(page)).containsText("Sightline does not answer. Goes on by itself when it does.");
            away.set(false);
            assertThat(status(page)).hasText("1 picture added", patiently());
            visitor.assertNoComplaints(CUT);
        }
    }

    @Test
    void aSlotThatRanOutIsAskedForAnew() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;
            var refused = new AtomicBoolean();
            page.route("**/api/uploads/*/complete", route -> {
                if (refused.compareAndSet(false, true)) {
                    route.fulfill(new Route.FulfillOptions()
                            .setStatus(410)
                            .setContentType("application/problem+json")
                            .setBody("{\"code\":\"upload-expired\",\"detail\":\"Too long.\"}"));
                } else {
                    route.resume();
                }
            });
            visitor.drop(page.getByRole(AriaRole.MAIN), pictures(21, 1));

            assertThat(status(page)).hasText("1 picture added", patiently());
            assertThat(refused).isTrue();
        }
    }

    @Test
    void whatIsPastedIsAdded() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;
            page.evaluate("""
                    async () => {
                      const blob = await new OffscreenCanvas(30, 20).getContext('2d').canvas.convertToBlob({ type: 'image/png' });
                      const transfer = new DataTransfer();
                      transfer.items.add(new File([blob], 'image.png', { type: 'image/png' }));
                      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
                    }""");

            assertThat(status(page)).hasText("1 picture added", patiently());
            visitor.assertNoComplaints();
        }
    }

    @Test
    void aFolderIsAddedWithWhatIsBesideItsPictures(@TempDir Path folder) throws IOException {
        var picture = DemoCollection.picture(SEED, 30);
        Files.createDirectories(folder.resolve("2024/May"));
        Files.write(folder.resolve("2024/May/boat.png"), picture.bytes());
        Files.writeString(folder.resolve("2024/May/boat.png.xmp"), """
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag><rdf:li>harbour</rdf:li>
                </rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>""");
        Files.writeString(folder.resolve("2024/notes.txt"), "not a picture");
        try (var visitor = chromium.visitor()) {
            visitor.page.addInitScript(WITHOUT_HANDLES);
            var page = visitor.open("/").page;
            page.getByRole(AriaRole.BUTTON, named("Add pictures")).first().click();
            page.waitForFileChooser(() -> page.getByRole(AriaRole.BUTTON, named("Choose a folder"))
                            .click())
                    .setFiles(folder);

            assertThat(page.getByText("1 file is not a picture and was left out."))
                    .isVisible();
            assertThat(status(page)).hasText("1 picture added", patiently());
            assertThat(given().get("/api/images?tag=harbour").jsonPath().getList("images.name"))
                    .isEqualTo(List.of("boat.png"));
            visitor.assertNoComplaints();
        }
    }

    @Test
    void whatDidNotArriveIsListedAfterAReloadAndOnlyThatIsSent() {
        try (var visitor = chromium.visitor()) {
            visitor.page.addInitScript(WITHOUT_HANDLES);
            var page = visitor.open("/").page;
            page.onDialog(dialog -> dialog.accept());
            var sent = new AtomicInteger();
            page.route(Pattern.compile("/sightline$"), route -> {
                if (sent.incrementAndGet() > 3) {
                    route.abort();
                } else {
                    route.resume();
                }
            });
            visitor.drop(page.getByRole(AriaRole.MAIN), pictures(40, 8));
            page.waitForCondition(() -> ready() == 3);
            assertThat(panel(page)).containsText("The storage does not answer.");

            page.unroute(Pattern.compile("/sightline$"));
            page.reload();

            var unfinished = panel(page).getByRole(AriaRole.LIST, within("Unfinished uploads"));
            assertThat(unfinished).containsText("5 files of today");
            assertThat(unfinished).containsText("3 did");
            assertThat(unfinished).containsText("and 2 more");
            assertThat(visitor.barriers()).as("unfinished").isEmpty();

            sent.set(0);
            page.route(Pattern.compile("/sightline$"), route -> {
                sent.incrementAndGet();
                route.resume();
            });
            visitor.drop(page.getByRole(AriaRole.MAIN), pictures(40, 8));
            assertThat(status(page)).hasText("5 pictures added, 3 already here", patiently());
            assertThat(unfinished).isHidden();
            assertThat(sent).hasValue(5);

            page.reload();
            assertThat(page.getByRole(AriaRole.SEARCH)).isVisible();
            assertThat(panel(page)).isHidden();
            visitor.assertNoComplaints(CUT);
        }
    }

    @Test
    void aBrowserThatCanReadFilesAgainGoesOnByOneClick() {
        try (var visitor = chromium.visitor()) {
            // Files of the browser's own, which it need not ask for.
            visitor.page.addInitScript("""
                    window.showOpenFilePicker = async () => {
                      const folder = await navigator.storage.getDirectory();
                      return Promise.all([1, 2, 3].map(async i => {
                        const file = await folder.getFileHandle(`own-${i}.png`, { create: true });
                        if (!(await file.getFile()).size) {
                          const canvas = new OffscreenCanvas(20 + i, 20);
                          canvas.getContext('2d').fillRect(0, 0, 10, 10);
                          const writing = await file.createWritable();
                          await writing.write(await canvas.convertToBlob({ type: 'image/png' }));
                          await writing.close();
                        }
                        return file;
                      }));
                    };""");
            var page = visitor.open("/").page;
            page.onDialog(dialog -> dialog.accept());
            page.route("**/api/uploads", Route::abort);
            page.getByRole(AriaRole.BUTTON, named("Add pictures")).first().click();
            page.getByRole(AriaRole.BUTTON, named("Choose pictures")).click();
            assertThat(panel(page)).containsText("Sightline does not answer.");

            page.unroute("**/api/uploads");
            page.reload();
            assertThat(panel(page)).containsText("3 files of today");
            panel(page).getByRole(AriaRole.BUTTON, within("Continue")).click();

            assertThat(status(page)).hasText("3 pictures added", patiently());
            visitor.assertNoComplaints(CUT);
        }
    }

    @Test
    void whatIsUnfinishedCanBeForgotten() {
        try (var visitor = chromium.visitor()) {
            visitor.page.addInitScript(WITHOUT_HANDLES);
            var page = visitor.open("/").page;
            page.onDialog(dialog -> dialog.accept());
            page.route("**/api/uploads", Route::abort);
            visitor.drop(page.getByRole(AriaRole.MAIN), pictures(50, 2));
            assertThat(panel(page)).containsText("Sightline does not answer.");
            page.reload();
            panel(page).getByRole(AriaRole.BUTTON, within("Forget them")).click();

            assertThat(panel(page)).isHidden();
            page.reload();
            assertThat(page.getByRole(AriaRole.SEARCH)).isVisible();
            assertThat(panel(page)).isHidden();
        }
    }

    @Test
    void oneAndAllAreCancelledAndTheirSlotsGivenBack() {
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;
            List<Route> held = new ArrayList<>();
            page.route(Pattern.compile("/sightline$"), held::add);
            visitor.drop(page.getByRole(AriaRole.MAIN), pictures(60, 6));
            page.waitForCondition(() -> held.size() == 4);

            panel(page)
                    .getByRole(
                            AriaRole.BUTTON,
                            within("Cancel " + pictures(60, 1).getFirst().name()))
                    .click();
            assertThat(panel(page).getByRole(AriaRole.LISTITEM)).hasCount(5);
            panel(page).getByRole(AriaRole.BUTTON, within("Cancel all")).click();

            assertThat(page.getByText("5 uploads cancelled. What has arrived stays."))
                    .isVisible();
            assertThat(panel(page).getByRole(AriaRole.LISTITEM)).hasCount(0);
            page.waitForCondition(() -> uploads("cancelled") == 6);
            assertThat(uploads("open")).isZero();
            visitor.assertNoComplaints(CUT);
        }
    }

    @Test
    void eachFileSaysWhatBecameOfIt() {
        var known = DemoCollection.picture(SEED, 70);
        Client.settled(Client.upload(known));
        try (var visitor = chromium.visitor()) {
            var page = visitor.open("/").page;
            visitor.drop(
                    page.getByRole(AriaRole.MAIN),
                    List.of(
                            File.of(known),
                            new File("drawing.svg", "image/svg+xml", "<svg/>".getBytes(StandardCharsets.UTF_8)),
                            new File("broken.png", "image/png", "no".getBytes(StandardCharsets.UTF_8)),
                            new File("torn.png", "image/png", "no picture".getBytes(StandardCharsets.UTF_8)),
                            File.of(DemoCollection.picture(SEED, 71))));
            assertThat(status(page)).hasText("1 picture added, 1 already here, 3 failed", patiently());

            assertThat(row(page, known.name())).containsText("Already in the library");
            assertThat(row(page, "drawing.svg")).containsText("drawing.svg is image/svg+xml.");
            assertThat(row(page, "drawing.svg").getByRole(AriaRole.BUTTON, within("Retry drawing.svg")))
                    .isHidden();
            assertThat(row(page, "broken.png")).containsText("not a picture");
            assertThat(visitor.barriers()).as("with failures").isEmpty();

            panel(page)
                    .getByRole(AriaRole.BUTTON, within("Retry all 2 that failed"))
                    .click();
            assertThat(status(page)).hasText("1 picture added, 1 already here, 3 failed", patiently());
            row(page, "drawing.svg")
                    .getByRole(AriaRole.BUTTON, within("Take drawing.svg off the list"))
                    .click();
            assertThat(row(page, "drawing.svg")).hasCount(0);

            row(page, known.name())
                    .getByRole(AriaRole.LINK, within("Open " + known.name()))
                    .click();
            assertThat(page).hasURL(Pattern.compile("/images/.+"));
            assertThat(panel(page)).isVisible();
            visitor.assertNoComplaints();
        }
    }

    @Test
    void hundredsOfFilesDoNotFreezeThePage() {
        try (var visitor = chromium.visitor()) {
            ManyFiles.watch(visitor.page);
            var page = visitor.open("/").page;
            // Their way through the storage is another matter.
            page.route(Pattern.compile("/sightline$"), held -> {});
            ManyFiles.drop(page, 300);

            assertThat(panel(page)).containsText("Adding 1 of 300");
            assertThat(panel(page).getByText("small-0.png")).isVisible();
            var rows = panel(page).getByRole(AriaRole.LISTITEM);
            assertThat(rows.count()).as("rows that exist").isLessThan(30);
            panel(page)
                    .getByRole(AriaRole.GROUP, within("Files"))
                    .evaluate("rows => rows.scrollTo(0, rows.scrollHeight)");
            assertThat(panel(page).getByText("small-299.png")).isVisible();
            assertThat(ManyFiles.longestTask(page)).as("longest task in ms").isLessThan(200);
            panel(page).getByRole(AriaRole.BUTTON, within("Cancel all")).click();
            assertThat(page.getByText("300 uploads cancelled. What has arrived stays."))
                    .isVisible();
        }
    }

    @Test
    void onAPhoneItIsOneLineAndASheet() {
        try (var visitor =
                chromium.visitor(new NewContextOptions().setHasTouch(true).setIsMobile(true))) {
            visitor.page.setViewportSize(360, 740);
            var page = visitor.open("/").page;
            page.route(Pattern.compile("/sightline$"), held -> {});
            visitor.drop(page.getByRole(AriaRole.MAIN), pictures(80, 3));
            var fold = panel(page).locator("[data-fold]");
            assertThat(fold).containsText("Adding 1 of 3");
            assertThat(fold).hasAttribute("aria-expanded", "false");
            assertThat(panel(page).getByRole(AriaRole.LISTITEM)).hasCount(0);

            fold.tap();

            assertThat(panel(page).getByRole(AriaRole.LISTITEM)).hasCount(3);
            assertThat(visitor.barriers()).isEmpty();
            assertThat((Boolean) page.evaluate(
                            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                    .as("fits")
                    .isTrue();
            panel(page).getByRole(AriaRole.BUTTON, within("Cancel all")).tap();
            assertThat(panel(page).getByRole(AriaRole.LISTITEM)).hasCount(0);
        }
    }

    private static List<File> pictures(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> File.of(DemoCollection.picture(SEED, i)))
                .toList();
    }

    private int ready() {
        return given().get("/api/status").jsonPath().getInt("images.ready");
    }

    private int uploads(String state) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from upload where state = :state")
                .bind("state", state)
                .mapTo(int.class)
                .one());
    }

    private static Locator panel(Page page) {
        return page.getByRole(AriaRole.REGION, named("Uploads"));
    }

    private static Locator status(Page page) {
        return panel(page).getByRole(AriaRole.STATUS);
    }

    private static Locator row(Page page, String name) {
        return panel(page).getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(name));
    }

    private static HasTextOptions patiently() {
        return new HasTextOptions().setTimeout(40_000);
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name);
    }

    private static Locator.GetByRoleOptions within(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }
}
