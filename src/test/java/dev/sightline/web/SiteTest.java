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
import java.util.ArrayList;
import java.util.List;
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

    /// In the script of every page, or in one of those that are fetched later; the worker is its own.
    @Test
    void everyModuleIsInOneScriptAndNoneIsLeftOver() {
        var first = modules("app.js");
        var picture = modules("picture.js");
        var uploads = modules("upload/panel.js");
        assertThat(first).contains("timeline", "later", "toast").doesNotContain("zoom");
        var all = new ArrayList<>(first);
        all.addAll(picture);
        all.addAll(uploads);
        all.add("upload/digest-worker");
        assertThat(all).containsExactlyInAnyOrderElementsOf(files(".js"));
        given().get(site.root() + "/upload/digest-worker.js").then().statusCode(200);
    }

    @Test
    void commentsStayBehind() {
        assertThat(served("/app.js") + served("/upload/panel.js")).doesNotContain("/**", "\n//", "\n  //");
        assertThat(served("/sightline.css")).doesNotContain("/*");
    }

    private List<String> modules(String script) {
        return Pattern.compile("(?m)^modules\\['(.+)\\.js'] = ")
                .matcher(served("/" + script))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private String served(String path) {
        return given().get(site.root() + path).then().statusCode(200).extract().asString();
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
