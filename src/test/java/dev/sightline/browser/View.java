package dev.sightline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.sightline.browser.Visitor.File;
import dev.sightline.demo.DemoCollection;
import dev.sightline.evaluation.Evaluating;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// A page in one of its states, as it is checked and photographed.
///
/// @param name  of its screenshots
/// @param steps what a person does there first
record View(String name, String path, Consumer<Visitor> steps) {

    /// From this number on, no library has the drawn pictures.
    private static final int UNSEEN = 900;

    private static final Consumer<Visitor> NOTHING = _ -> {};

    private View(String name, String path) {
        this(name, path, NOTHING);
    }

    /// Of a library with nothing in it.
    static List<View> empty() {
        return List.of(
                new View("empty-library", "/"),
                new View("empty-search", "/search"),
                new View("empty-activity", "/activity"),
                new View("empty-duplicates", "/duplicates"),
                new View("empty-trash", "/trash"),
                new View("empty-tags", "/tags"),
                new View("empty-styles", "/styles"),
                new View("empty-history", "/history"),
                new View("empty-for-you", "/for-you"),
                new View("empty-evaluations", "/evaluations"));
    }

    /// Of a [SampleLibrary].
    ///
    /// @param image one of its pictures
    static List<View> full(UUID image) {
        return List.of(
                new View("library", "/"),
                new View("menu", "/", visitor -> button(visitor, "All places").click()),
                new View("shortcuts", "/", visitor -> visitor.page.keyboard().press("?")),
                new View("results", "/search?q=origami"),
                new View("no-results", "/search?q=origami+type%3Agif"),
                new View("weaker-matches", "/search?q=zebra&weaker=true"),
                new View("suggestions", "/", View::type),
                new View(
                        "words-and-pictures",
                        "/search?q=night+-sea&like=%s&like=-%1$s@0.2,0.2,0.4,0.4".formatted(image)),
                new View("searches", "/searches"),
                new View("uploads", "/", View::upload),
                new View("picture", "/images/" + image, visitor -> assertThat(visitor.page.locator("img.full"))
                        .isVisible()),
                new View("crop", "/images/" + image, visitor -> visitor.page
                        .keyboard()
                        .press("c")),
                new View("activity", "/activity"),
                new View("failed", "/activity/failed"),
                new View("models", "/models"),
                new View("settings", "/settings"),
                new View("duplicates", "/duplicates"),
                new View("selection", "/", View::selectAll),
                new View("tagging", "/", View::tagAll),
                new View("trash", "/trash"),
                new View("trash-selection", "/trash", View::selectAll),
                new View("emptying-the-trash", "/trash", visitor -> visitor.page
                        .getByRole(AriaRole.LINK, named("Empty trash"))
                        .click()),
                new View("tags", "/tags"),
                new View("tag", "/tags", visitor -> visitor.page
                        .getByRole(AriaRole.LINK, named("Change the tag drawn"))
                        .click()),
                new View("styles", "/styles"),
                new View("how-styles-were-found", "/styles", visitor -> {
                    visitor.page.getByText("How these were found").click();
                    visitor.page.getByRole(AriaRole.TABLE).scrollIntoViewIfNeeded();
                }),
                new View("style", "/styles", View::openStyle),
                new View("map", "/styles/map"),
                new View("history", "/history"),
                new View("deleting-the-history", "/history", visitor -> visitor.page
                        .getByRole(AriaRole.LINK, named("Delete all"))
                        .click()),
                new View("importing", "/history", View::importHistory),
                new View("for-you", "/for-you"),
                new View("evaluations", "/evaluations"),
                new View("deleting-a-set", "/evaluations", visitor -> button(visitor, "Delete the set catalogue.csv")
                        .click()),
                new View("evaluation", "/evaluations", View::openEvaluation),
                new View("reliability", "/evaluations", View::openNumbers),
                new View("comparison", "/evaluations", visitor -> {
                    button(visitor, "Compare B with A").click();
                    assertThat(visitor.page.getByRole(AriaRole.HEADING, named("B compared with A")))
                            .isVisible();
                }),
                new View("not-found", "/nothing"),
                new View("components", "/ui"),
                new View("evaluating", "/evaluations", View::evaluate));
    }

    void show(Visitor visitor) {
        steps.accept(visitor.open(path));
    }

    private static void type(Visitor visitor) {
        visitor.page.keyboard().press("/");
        visitor.page.keyboard().type("dr");
        visitor.page.getByRole(AriaRole.OPTION).first().waitFor();
    }

    /// Two pictures are there, one is refused, the others are on their way and stay there.
    private static void upload(Visitor visitor) {
        var sent = new AtomicInteger();
        visitor.page.route(url -> !url.contains("/api/") && !url.contains("/assets/"), route -> {
            if (!route.request().method().equals("POST") || sent.incrementAndGet() <= 2) {
                route.resume();
            }
        });
        var files = new ArrayList<File>();
        files.add(new File("notes.png", "image/png", "no picture".getBytes(StandardCharsets.UTF_8)));
        DemoCollection.pictures(6, DemoCollection.SEED, UNSEEN).map(File::of).forEach(files::add);
        visitor.drop(visitor.page.getByRole(AriaRole.MAIN), files);
        var folded = visitor.page.locator("#uploads [data-fold][aria-expanded=false]");
        assertThat(visitor.page.locator("#uploads")).containsText("Adding");
        if (folded.count() > 0) {
            folded.click();
        }
        assertThat(visitor.page.locator("#uploads")).containsText("Sending");
    }

    private static void selectAll(Visitor visitor) {
        visitor.page.locator(".tile").first().waitFor();
        visitor.page.keyboard().press("Control+a");
        assertThat(visitor.page.locator("#selection")).isVisible();
    }

    private static void tagAll(Visitor visitor) {
        selectAll(visitor);
        visitor.page.keyboard().press("t");
        assertThat(button(visitor, "Remove drawn from")).isVisible();
    }

    private static void openStyle(Visitor visitor) {
        visitor.page.locator(".tagcard a").first().click();
        visitor.page.locator(".tile").first().waitFor();
    }

    /// A file with a line that cannot be taken in.
    private static void importHistory(Visitor visitor) {
        var csv = "USER_ID,ITEM_ID,EVENT_TYPE,TIMESTAMP\n1,lost.jpg,view,1700000000\n";
        visitor.page
                .getByLabel("File", new Page.GetByLabelOptions().setExact(true))
                .setInputFiles(new FilePayload("history.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
        button(visitor, "Import").click();
        assertThat(visitor.page.getByText("Line 2")).isVisible();
    }

    private static void openEvaluation(Visitor visitor) {
        visitor.page.locator(".run:has(.figures) .name a").first().click();
        assertThat(visitor.page.getByRole(AriaRole.HEADING, named("Queries, the worst first")))
                .isVisible();
    }

    private static void openNumbers(Visitor visitor) {
        openEvaluation(visitor);
        var numbers = visitor.page.getByText("The numbers");
        numbers.click();
        numbers.scrollIntoViewIfNeeded();
        assertThat(visitor.page.getByRole(AriaRole.TABLE, named("Results by score")))
                .isVisible();
    }

    /// So many queries that it goes on for as long as anybody looks. The last view, as it takes the machine's time.
    private static void evaluate(Visitor visitor) {
        var queries = IntStream.range(0, 3000)
                .<Map<String, ?>>mapToObj(i -> Evaluating.query("boat " + i, Map.of()))
                .toList();
        Evaluating.start("many queries", null, "hybrid", queries).statusCode(202);
        visitor.page.reload();
        assertThat(visitor.page.getByText("of 3,000 queries asked").first()).isVisible();
    }

    private static Locator button(Visitor visitor, String name) {
        return visitor.page.getByRole(AriaRole.BUTTON, named(name));
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
