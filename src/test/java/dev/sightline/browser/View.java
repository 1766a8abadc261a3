package dev.sightline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/// A page in one of its states, as it is checked and photographed.
///
/// @param name  of its screenshots
/// @param steps what a person does there first
record View(String name, String path, Consumer<Page> steps) {

    private static final Consumer<Page> NOTHING = _ -> {};

    private View(String name, String path) {
        this(name, path, NOTHING);
    }

    /// Of a library with nothing in it.
    static List<View> empty() {
        return List.of(
                new View("empty-library", "/"),
                new View("empty-search", "/search"),
                new View("empty-activity", "/activity"),
                new View("empty-duplicates", "/duplicates"));
    }

    /// Of a [SampleLibrary].
    ///
    /// @param image one of its pictures
    static List<View> full(UUID image) {
        return List.of(
                new View("library", "/"),
                new View("menu", "/", page -> button(page, "All places").click()),
                new View("shortcuts", "/", page -> page.keyboard().press("?")),
                new View("results", "/search?q=origami"),
                new View("no-results", "/search?q=origami+type%3Agif"),
                new View("weaker-matches", "/search?q=zebra&weaker=true"),
                new View("picture", "/images/" + image, page -> assertThat(page.locator("img.full"))
                        .isVisible()),
                new View("crop", "/images/" + image, page -> page.keyboard().press("c")),
                new View("activity", "/activity"),
                new View("models", "/models"),
                new View("duplicates", "/duplicates"),
                new View("not-found", "/nothing"),
                new View("components", "/ui"));
    }

    void show(Visitor visitor) {
        steps.accept(visitor.open(path).page);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
    }

    @Override
    public String toString() {
        return name;
    }
}
