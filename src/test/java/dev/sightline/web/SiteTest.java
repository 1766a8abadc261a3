package dev.sightline.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class SiteTest {

    private static final Path ASSETS = Path.of("src/main/resources/META-INF/resources/assets");

    @Inject
    Site site;

    @Test
    void everyStylesheetReachesThePages() {
        assertThat(Site.STYLES).containsExactlyInAnyOrderElementsOf(files(".css"));
        var whole = given().get(site.root() + "/sightline.css").asString();
        assertThat(whole).contains("--canvas").contains(".duplicates");
    }

    /// What a browser fetches, and when: at once for every page, at once for the page of a picture, or later.
    @Test
    void everyScriptIsReachedAndNoneIsLeftOver() {
        var all = files(".js");
        all.forEach(name -> given().get(site.root() + "/" + name + ".js").then().statusCode(200));
        var library = ahead(Frame.Section.LIBRARY);
        var picture = ahead(Frame.Section.PICTURE);
        assertThat(library).startsWith("app").contains("timeline", "later").doesNotContain("zoom", "upload/panel");
        assertThat(picture).containsAll(library).contains("picture", "zoom").doesNotContain("upload/panel");

        var fetched = new TreeSet<>(picture);
        fetched.addAll(reached("upload/panel", new TreeSet<>()));
        assertThat(fetched).containsExactlyElementsOf(new TreeSet<>(all));
    }

    private List<String> ahead(Frame.Section section) {
        return site.scripts(Frame.of("", section)).stream()
                .map(path -> path.replace(site.root() + "/", "").replace(".js", ""))
                .toList();
    }

    private static Set<String> reached(String name, Set<String> found) {
        if (found.add(name)) {
            try {
                Pattern.compile("'([./]+[a-z-]+)\\.js'")
                        .matcher(Files.readString(ASSETS.resolve(name + ".js")))
                        .results()
                        .map(match ->
                                Path.of(name).resolveSibling(match.group(1)).normalize())
                        .forEach(path -> reached(path.toString(), found));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    @Test
    void aVersionHoldsForGoodAndAnotherOneDoesNot() {
        given().get(site.root() + "/app.js").then().header("Cache-Control", "public, max-age=31536000, immutable");
        given().get("/assets/0123456789abcdef0123456789abcdef/app.js")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-cache");
        given().get("/assets/app.js").then().header("Cache-Control", "no-cache").header("ETag", matchesPattern("W/.+"));
        given().get(site.root() + "/nothing.js").then().statusCode(404);
    }

    @Test
    void theManifestNamesIconsThatAreThere() {
        var icons = given().get(site.root() + "/manifest.json")
                .then()
                .body("name", equalTo("Sightline"))
                .extract()
                .<String>path("icons.src.join(' ')");
        for (var icon : icons.split(" ")) {
            given().get(site.root() + "/" + icon).then().statusCode(200);
        }
    }

    @Test
    void aPageLoadsNothingThatHasNoVersion() {
        var page = given().accept("text/html").get("/activity").asString();
        var loaded = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"")
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(loaded).hasSizeGreaterThan(10).allMatch(address -> address.contains(site.root()));
    }

    /// Their paths without the ending, below the folder of the assets.
    private static List<String> files(String ending) {
        try (var found = Files.walk(ASSETS)) {
            return found.map(file -> ASSETS.relativize(file).toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
