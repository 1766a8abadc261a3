package dev.sightline.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.sightline.demo.DemoCollection;
import dev.sightline.ingest.SweepTask;
import dev.sightline.storage.Keys;
import dev.sightline.storage.ObjectStore;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Searches that are kept, those of lately, and what is offered while somebody types.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class SavedSearchTest {

    @Inject
    Jdbi jdbi;

    @Inject
    ObjectStore objects;

    @Inject
    @All
    List<SweepTask> sweeps;

    @BeforeEach
    void empty() {
        Database.empty(jdbi);
        jdbi.useHandle(handle -> {
            handle.execute("delete from recent_search");
            handle.execute("delete from vocabulary");
        });
    }

    @Test
    void isKeptUnderItsNameUntilItIsDeleted() {
        var saved = save(Map.of("name", " Boats  at night ", "search", Map.of("text", "boat -day type:png")))
                .statusCode(201)
                .body("name", is("Boats at night"), "href", is("/search?q=boat+-day+type:png"))
                .body("search.text", is("boat -day type:png"), "search.balance", is(0.5f))
                .extract()
                .jsonPath();
        var id = saved.getString("id");
        save(Map.of("search", Map.of("text", "castle"))).statusCode(201).body("name", is("castle"));

        given().get("/api/searches").then().body("searches.name", contains("Boats at night", "castle"));
        patch(id, "Ships").statusCode(200).body("name", is("Ships"), "search.text", is("boat -day type:png"));
        patch(id, "castle").statusCode(409).body("code", is("name-taken"));
        patch(id, " ").statusCode(422).body("code", is("invalid-name"));
        given().delete("/api/searches/{id}", id).then().statusCode(204);
        given().delete("/api/searches/{id}", id).then().statusCode(404).body("code", is("search-not-found"));
        given().get("/api/searches/{id}", id).then().statusCode(404).body("code", is("search-not-found"));
        patch(id, "Boats").statusCode(404).body("code", is("search-not-found"));
    }

    @Test
    void isKeptOnce() {
        save(Map.of("name", "Boats", "search", Map.of("text", "boat"))).statusCode(201);

        save(Map.of("name", "Ships", "search", Map.of("text", "boat")))
                .statusCode(409)
                .body("code", is("search-saved"), "detail", containsString("Boats"));
        save(Map.of("name", "Boats", "search", Map.of("text", "ship")))
                .statusCode(409)
                .body("code", is("name-taken"));
    }

    @Test
    void hasSomethingToLookFor() {
        var image = UUID.randomUUID();
        save(Map.of("search", Map.of("text", " "))).statusCode(422).body("code", is("nothing-to-search"));
        save(Map.of("name", "Boats")).statusCode(400).body("code", is("invalid-request"));
        save(Map.of("search", Map.of("examples", List.of(Map.of("data", "aaaa")))))
                .statusCode(422)
                .body("code", is("invalid-example"));
        save(Map.of("search", Map.of("examples", List.of(Map.of("id", image, "weight", -0.5)), "balance", 0.7)))
                .statusCode(201)
                .body("name", is("Search by picture"), "href", is("/search?like=-" + image + "*0.5&balance=70"));
        save(Map.of("search", Map.of("examples", List.of(Map.of("id", image)))))
                .statusCode(201)
                .body("name", is("Search by picture 2"));
    }

    @Test
    void keepsTheUploadedPictureThatItNeeds() {
        var kept = uploaded(1);
        var other = uploaded(2);
        var search = save(Map.of("search", Map.of("examples", List.of(Map.of("upload", kept)))))
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
        jdbi.useHandle(handle -> handle.execute("update upload set created_at = now() - interval '2 days'"));

        sweeps.forEach(SweepTask::sweep);

        assertThat(objects.head(Keys.query(kept))).isPresent();
        assertThat(objects.head(Keys.query(other))).isEmpty();
        save(Map.of("search", Map.of("examples", List.of(Map.of("upload", other)))))
                .statusCode(404)
                .body("code", is("upload-not-found"));

        given().delete("/api/searches/{id}", search).then().statusCode(204);
        sweeps.forEach(SweepTask::sweep);
        assertThat(objects.head(Keys.query(kept))).isEmpty();
    }

    @Test
    void whatWasShownIsRecentUntilItIsForgotten() {
        visit("/search?q=boat&sort=date");
        visit("/search?q=castle");
        visit("/search?q=boat&weaker=true");
        given().header("HX-Request", "true").get("/search?q=part").then().statusCode(200);
        given().get("/search?q=type:film").then().statusCode(200);
        var upload = uploaded(3);
        visit("/search?upload=" + upload);

        var recent = given().get("/api/searches").then().extract().jsonPath();
        assertThat(recent.getList("recent.href", String.class))
                .containsExactly("/search?upload=" + upload, "/search?q=boat", "/search?q=castle");

        jdbi.useHandle(handle -> handle.execute("delete from upload"));
        given().delete("/api/searches/recent/{id}", recent.getString("recent[2].id"))
                .then()
                .statusCode(204);
        given().get("/api/searches").then().body("recent.href", contains("/search?q=boat"));
        given().delete("/api/searches/recent").then().statusCode(204);
        given().get("/api/searches").then().body("recent", hasSize(0));
    }

    @Test
    void fiftyRecentOnesAreEnough() {
        for (int i = 0; i < 52; i++) {
            visit("/search?q=boat+" + i);
        }
        given().get("/api/searches")
                .then()
                .body("recent", hasSize(50), "recent[0].href", endsWith("51"), "recent[49].href", endsWith("+2"));
    }

    @Test
    void offersWhatThePersonAndTheLibraryKnow() {
        var image = image(0, "Lanterns of Lisbon", List.of("summer holiday", "portugal"));
        image(1, null, List.of("portugal"));
        visit("/search?q=portuguese+boats");
        save(Map.of("name", "Porto", "search", Map.of("text", "bridge"))).statusCode(201);

        assertThat(offered("")).contains("portuguese boats", "Porto", "portugal", "summer holiday");
        assertThat(offered("por"))
                .startsWith("portuguese boats", "Porto", "portugal")
                .contains("orientation:portrait");
        assertThat(offered("bridge")).containsExactly("Porto");
        assertThat(offered("red ty")).contains("type:");
        assertThat(offered("red type:p")).containsExactly("type:png");
        assertThat(offered("tag:hol")).containsExactly("tag:\"summer holiday\"");
        assertThat(offered("red lis")).containsExactly("lisbon");
        assertThat(offered("-lan")).containsExactly("lanterns");
        assertThat(offered("100%_")).isEmpty();

        given().contentType("application/merge-patch+json")
                .body("{\"title\":null,\"tags\":null}")
                .patch("/api/images/{id}", image)
                .then()
                .statusCode(200);
        assertThat(offered("tag:hol")).isEmpty();
        sweeps.forEach(SweepTask::audit);
        assertThat(offered("red lis")).isEmpty();
        assertThat(offered("tag:por")).containsExactly("tag:portugal");
        int count =
                jdbi.withHandle(handle -> handle.createQuery("select images from vocabulary where term = 'portugal'")
                        .mapTo(int.class)
                        .one());
        assertThat(count).isEqualTo(1);
    }

    @Test
    void aSearchWithoutItsPictureSaysSoAndCanGoOn() {
        given().get("/search?q=boat&like={id}", UUID.randomUUID())
                .then()
                .statusCode(200)
                .body(containsString("That cannot be searched for"), containsString("href=\"/search?q=boat\""));
    }

    private static List<String> offered(String typed) {
        return given().queryParam("q", typed)
                .get("/search/suggestions")
                .then()
                .statusCode(200)
                .extract()
                .htmlPath()
                .getList("**.findAll { it.@class == 'words' }", String.class);
    }

    private static UUID image(int index, String title, List<String> tags) {
        var image = Client.upload(DemoCollection.picture(77, index));
        Client.settled(image);
        var words = title == null ? Map.of("tags", tags) : Map.of("title", title, "tags", tags);
        given().contentType("application/merge-patch+json")
                .body(words)
                .patch("/api/images/{id}", image)
                .then()
                .statusCode(200);
        return image;
    }

    private static UUID uploaded(int index) {
        var picture = DemoCollection.picture(99, index);
        JsonPath slots = given().contentType(ContentType.JSON)
                .body(Map.of(
                        "purpose",
                        "query",
                        "files",
                        List.of(Map.of("name", "query", "size", picture.bytes().length, "type", picture.mediaType()))))
                .post("/api/uploads")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Client.send(slots, picture.bytes());
        return UUID.fromString(slots.getString("uploads[0].id"));
    }

    private static void visit(String address) {
        given().urlEncodingEnabled(false)
                .get(address)
                .then()
                .statusCode(200)
                .body(containsString("class=\"understood\""));
    }

    private static ValidatableResponse save(Map<String, ?> search) {
        return given().contentType(ContentType.JSON)
                .body(search)
                .post("/api/searches")
                .then();
    }

    private static ValidatableResponse patch(String id, String name) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("name", name))
                .patch("/api/searches/{id}", id)
                .then();
    }
}
