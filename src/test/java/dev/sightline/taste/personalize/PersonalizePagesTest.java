package dev.sightline.taste.personalize;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.sightline.account.Persons;
import dev.sightline.demo.DemoCollection;
import dev.sightline.storage.ObjectStore;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Amazon Personalize as people meet it: pages, API, searches.
@QuarkusTest
@QuarkusTestResource(value = PersonalizeServers.class, restrictToAnnotatedClass = true)
class PersonalizePagesTest {

    private static final int COUNT = 48;
    private static final List<String> QUERIES = List.of("cat", "boat", "castle", "tree", "mountain", "neon", "bird");
    private static final Duration LONG = Duration.ofMinutes(2);

    StubPersonalize stub;

    @Inject
    Jdbi jdbi;

    @Inject
    ObjectStore objects;

    @Inject
    Persons persons;

    @BeforeEach
    void begin() {
        Database.empty(jdbi);
        PersonalizeLibrary.empty(jdbi);
        stub.reads(Connected.bucket(objects));
        stub.operations.clear();
        stub.looks = 0;
    }

    @AfterEach
    void end() {
        given().delete("/api/taste/personalize").then().statusCode(202);
        await().atMost(LONG).until(() -> overview().getList("setups").isEmpty());
        assertThat(stub.present()).isEmpty();
        PersonalizeLibrary.empty(jdbi);
        jdbi.useHandle(handle -> handle.execute("update person set taste_weight = null"));
        Database.empty(jdbi);
        assertThat(stub.violations).isEmpty();
    }

    @Test
    void saysWhatIsMissingBeforeAnythingIsPaidFor() {
        var library = new PersonalizeLibrary(jdbi);
        library.fill();
        library.visit(3, 40);

        given().contentType(ContentType.JSON)
                .body(Map.of("agreed", true))
                .post("/api/taste/personalize")
                .then()
                .statusCode(409)
                .body("code", equalTo("too-little-data"))
                .body(
                        "detail",
                        endsWith(
                                "There are 120 interactions; 880 are missing, and 3 people with two or more; 22 are missing."));
        given().get("/settings").then().body(containsString("880 are missing"), not(containsString("Agree,")));
        assertThat(stub.operations).isEmpty();
    }

    @Test
    void startsNothingUntilSomebodyAgrees() {
        var library = new PersonalizeLibrary(jdbi);
        library.fill();
        library.visit(25, 40);

        given().contentType(ContentType.JSON)
                .body(Map.of("agreed", false))
                .post("/api/taste/personalize")
                .then()
                .statusCode(422)
                .body("code", equalTo("cost-not-agreed"))
                .body("detail", containsString("$0.54 an hour, about $394.20 a month"));
        given().get("/settings").then().body(containsString("$0.54 an hour"), containsString("Agree, and set it up"));
        assertThat(stub.operations).isEmpty();
        assertThat(overview().getList("setups")).isEmpty();
    }

    @Test
    void theActivityPageSaysWhatFailedAndTriesItAgain() {
        var library = new PersonalizeLibrary(jdbi);
        library.fill();
        library.visit(25, 40);
        stub.failing.add("Solution");

        send("/settings/personalize");
        await().atMost(LONG).until(() -> overview().getString("setups[0].failure") != null);

        given().get("/activity")
                .then()
                .body(
                        containsString("Solution failed at Amazon Personalize: It was told to fail."),
                        containsString("Dataset: Made"),
                        containsString("Campaign: To be made"));
        send("/settings/personalize/retry");
        await().atMost(LONG).until(() -> "active".equals(overview().getString("setups[0].state")));
        given().post("/api/taste/personalize/retry").then().statusCode(409);
        given().get("/settings").then().body(containsString("Remove it from Amazon"));

        send("/settings/personalize/remove");
        await().atMost(LONG).until(() -> stub.present().isEmpty());
    }

    @Test
    void searchesFollowItAndSayWhoJudged() {
        IntStream.range(0, COUNT)
                .mapToObj(index -> Client.upload(DemoCollection.picture(DemoCollection.SEED, index)))
                .toList()
                .forEach(Client::settled);
        given().contentType(ContentType.JSON).body(Map.of("k", 4)).post("/api/styles");
        await().atMost(LONG).until(() -> styles().size() == 4);
        visitAll();
        given().contentType(ContentType.JSON)
                .body(Map.of("agreed", true))
                .post("/api/taste/personalize")
                .then()
                .statusCode(202);
        await().atMost(LONG).until(() -> "active".equals(overview().getString("setups[0].state")));
        var styles = stylesOfImages();
        var query = QUERIES.stream()
                .filter(text ->
                        found(text, 0).stream().map(styles::get).distinct().count() > 1)
                .findFirst()
                .orElseThrow();
        var plain = found(query, 0);
        var liked = styles.get(plain.getLast());
        stub.preferred.put(String.valueOf(persons.current().id()), liked);

        lookAt(plain.getFirst());
        await().atMost(LONG).until(() -> !stub.events.isEmpty());

        await().atMost(LONG).until(() -> "personalize".equals(search(query, 1).getString("taste.by")));
        assertThat(stub.rankings).isNotEmpty();
        given().contentType(ContentType.JSON).body(Map.of("weight", 1)).patch("/api/taste");
        await().atMost(LONG).until(() -> given().queryParam("q", query)
                .get("/search")
                .asString()
                .contains("Moved up: Amazon Personalize expects you to like"));

        stub.silent = true;
        assertThat(search(query, 1).getString("taste.by")).isEqualTo("local");
        assertThat(search(query, 1).getString("taste.instead")).isEqualTo("Amazon Personalize did not answer in time.");
        stub.silent = false;

        given().delete("/api/taste").then().statusCode(204);
        await().atMost(LONG)
                .until(() -> stub.deletedUsers.contains(
                        String.valueOf(persons.current().id())));
    }

    /// A form, after which the page of all that is in work is shown.
    private static void send(String form) {
        given().redirects()
                .follow(false)
                .formParam("agreed", true)
                .post(form)
                .then()
                .statusCode(303)
                .header("Location", endsWith("/activity"));
    }

    /// What people did with pictures of all styles.
    private void visitAll() {
        jdbi.useHandle(handle -> {
            handle.execute(
                    "insert into person (name, role) select 'visitor ' || n, 'member' from generate_series(1, 25) n");
            handle.execute("""
                    insert into interaction (id, person_id, image_id, type, at)
                    select gen_random_uuid(), p.id, i.id, 'view', now() - interval '1 day'
                    from person p, image i where p.name like 'visitor %'
                    """);
        });
    }

    private static void lookAt(String image) {
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "events",
                        List.of(Map.of("id", UUID.randomUUID().toString(), "image", image, "type", "favourite"))))
                .post("/api/interactions")
                .then()
                .statusCode(202);
    }

    private static JsonPath search(String text, double personal) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("text", text, "limit", 50, "personal", personal))
                .post("/api/search")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> found(String text, double personal) {
        return search(text, personal).getList("results.image.id");
    }

    private static Map<String, String> stylesOfImages() {
        var all = new HashMap<String, String>();
        for (var style : styles()) {
            given().get("/api/styles/{id}/images?limit=200", style)
                    .jsonPath()
                    .getList("images.id", String.class)
                    .forEach(image -> all.put(image, style));
        }
        return all;
    }

    private static List<String> styles() {
        return given().get("/api/styles").jsonPath().getList("styles.id");
    }

    private static JsonPath overview() {
        return given().get("/api/taste/personalize").jsonPath();
    }
}
