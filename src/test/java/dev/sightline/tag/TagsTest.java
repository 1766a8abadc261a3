package dev.sightline.tag;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.sightline.demo.DemoCollection;
import dev.sightline.library.Collections;
import dev.sightline.library.Tagged;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tags are listed, renamed, joined and removed, and all of that is undone.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class TagsTest {

    @Inject
    Jdbi jdbi;

    @Inject
    Tagged tagged;

    @Inject
    Collections collections;

    private List<UUID> images;

    @BeforeEach
    void taggedImages() {
        Database.empty(jdbi);
        images = IntStream.range(0, 3)
                .mapToObj(index -> Client.upload(DemoCollection.picture(55, index)))
                .toList();
        images.forEach(Client::settled);
        tag(images.get(0), "sea", "holliday", "50% off");
        tag(images.get(1), "holliday", "holiday");
        tag(images.get(2), "holiday");
    }

    @Test
    void theyAreListedWithCountsAndPictures() {
        var byCount = given().get("/api/tags").then().statusCode(200).extract().jsonPath();
        assertThat(byCount.getList("tags.name")).containsExactly("holiday", "holliday", "50% off", "sea");
        assertThat(byCount.getList("tags.count")).containsExactly(2, 2, 1, 1);
        assertThat(byCount.getList("tags[0].images", UUID.class)).containsExactly(images.get(2), images.get(1));
        assertThat(byCount.getInt("total")).isEqualTo(4);
        assertThat(names("sort=name")).containsExactly("50% off", "holiday", "holliday", "sea");
        assertThat(names("q=HOL&sort=name")).containsExactly("holiday", "holliday");
        assertThat(names("q=%25")).containsExactly("50% off");
        given().get("/api/tags?sort=size").then().statusCode(400).body("code", is("invalid-parameter"));
    }

    @Test
    void theirImagesAreKnownWhateverBecomesOfThem() {
        assertThat(tagged("holliday")).containsExactlyInAnyOrder(images.get(0), images.get(1));
        assertThat(tagged("holliday", "holiday")).containsExactly(images.get(1));
        assertThat(tagged("no such tag")).isEmpty();
        assertThat(tagged("sea", "no such tag")).isEmpty();

        tag(images.get(1), "holiday", "sea");
        assertThat(tagged("holliday")).containsExactly(images.get(0));
        assertThat(tagged("sea")).containsExactlyInAnyOrder(images.get(0), images.get(1));

        given().delete("/api/images/{id}", images.get(0)).then().statusCode(204);
        assertThat(tagged("sea")).containsExactly(images.get(1));
        given().post("/api/images/{id}/restore", images.get(0)).then().statusCode(200);
        assertThat(tagged("sea")).containsExactlyInAnyOrder(images.get(0), images.get(1));

        assertThat(Client.search(Map.of("filter", "tag:sea tag:holiday")).getList("results.image.id", UUID.class))
                .containsExactly(images.get(1));
        assertThat(Client.search(Map.of("text", "a picture", "filter", "tag:sea", "weaker", true))
                        .getList("results.image.id", UUID.class))
                .isSubsetOf(images.get(0), images.get(1));
    }

    private Set<UUID> tagged(String... tags) {
        return tagged.images(collections.library(), List.of(tags));
    }

    @Test
    void theyAreListedInParts() {
        for (var sort : List.of("count", "name")) {
            var first = given().get("/api/tags?limit=3&sort=" + sort).jsonPath();
            var second = given().get("/api/tags?cursor={cursor}", first.getString("next"))
                    .jsonPath();
            assertThat(first.getList("tags.name")).hasSize(3).doesNotContainAnyElementsOf(second.getList("tags.name"));
            assertThat(second.getList("tags.name")).hasSize(1);
            assertThat(second.getString("next")).isNull();
        }
    }

    @Test
    void whatIsInTheTrashDoesNotCount() {
        given().delete("/api/images/{id}", images.get(0));

        assertThat(names("sort=name")).containsExactly("holiday", "holliday");
    }

    @Test
    void aTagJoinsAnotherAndThatIsUndone() {
        given().delete("/api/images/{id}", images.get(0));

        var change = change("holliday", "Holiday").statusCode(201).extract().jsonPath();

        assertThat(change.getInt("images")).isEqualTo(2);
        given().post("/api/images/{id}/restore", images.get(0));
        assertThat(tags(images.get(0))).containsExactly("sea", "50% off", "holiday");
        assertThat(tags(images.get(1))).containsExactly("holiday");
        assertThat(names("q=hol")).containsExactly("holiday");

        undo(change).statusCode(204);

        assertThat(tags(images.get(0))).containsExactlyInAnyOrder("sea", "50% off", "holliday");
        assertThat(tags(images.get(1))).containsExactlyInAnyOrder("holliday", "holiday");
        assertThat(tags(images.get(2))).containsExactly("holiday");
        undo(change).statusCode(404).body("code", is("change-not-found"));
    }

    @Test
    void aTagIsRemovedEverywhereAndThatIsUndone() {
        var change = change("holiday", null).statusCode(201).extract().jsonPath();

        assertThat(change.getInt("images")).isEqualTo(2);
        assertThat(names("q=holiday")).isEmpty();
        assertThat(tags(images.get(1))).containsExactly("holliday");

        undo(change).statusCode(204);

        assertThat(names("q=holiday")).containsExactly("holiday");
    }

    @Test
    void tagsOfSomeImagesAreCounted() {
        var of = given().contentType(ContentType.JSON)
                .body(Map.of("images", images.subList(0, 2)))
                .post("/api/tags/of")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(of.getList("tags.name")).containsExactly("holliday", "50% off", "holiday", "sea");
        assertThat(of.getList("tags.count")).containsExactly(2, 1, 1, 1);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        change("nothing", "else").statusCode(404).body("code", is("tag-not-found"));
        change("sea", "SEA").statusCode(422).body("code", is("invalid-tag"));
        change("sea", "x".repeat(101)).statusCode(422).body("code", is("invalid-tag"));
        change(" ", "x").statusCode(422).body("code", is("invalid-tag"));
    }

    @Test
    void thePageChangesThemWithoutScripts() {
        given().delete("/api/images/{id}", images.get(0));
        given().get("/tags?edit=holliday")
                .then()
                .body(containsString("Rename in 2 pictures"))
                .body(containsString("2 pictures, 1 of them in the trash."));
        given().post("/api/images/{id}/restore", images.get(0));

        var done = given().redirects()
                .follow(false)
                .formParam("tag", "holliday")
                .formParam("to", "holiday")
                .formParam("action", "rename")
                .post("/tags")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
        given().urlEncodingEnabled(false)
                .get(done)
                .then()
                .body(containsString("“holliday” is “holiday” now, in 2 pictures."))
                .body(containsString("Undo"));
        assertThat(names("q=hol")).containsExactly("holiday");
        given().redirects()
                .follow(false)
                .formParam("tag", "holiday")
                .formParam("to", "holiday")
                .formParam("action", "remove")
                .post("/tags")
                .then()
                .statusCode(303)
                .header("Location", containsString("changed=3"));
        assertThat(names("q=hol")).isEmpty();
    }

    private static void tag(UUID image, String... tags) {
        given().contentType(ContentType.JSON)
                .body(Map.of("tags", List.of(tags)))
                .patch("/api/images/{id}", image)
                .then()
                .statusCode(200);
    }

    private static List<String> names(String query) {
        return given().urlEncodingEnabled(false)
                .get("/api/tags?" + query)
                .jsonPath()
                .getList("tags.name");
    }

    private static List<String> tags(UUID image) {
        return given().get("/api/images/{id}", image).jsonPath().getList("tags");
    }

    private static ValidatableResponse change(String tag, String to) {
        var body = new HashMap<String, String>();
        body.put("tag", tag);
        body.put("to", to);
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/tags/changes")
                .then();
    }

    private static ValidatableResponse undo(JsonPath change) {
        return given().post("/api/tags/changes/{id}/undo", change.getString("id"))
                .then();
    }
}
