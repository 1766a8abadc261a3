package dev.sightline.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.sightline.account.Person;
import dev.sightline.account.Persons;
import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.scene.Scene;
import dev.sightline.demo.scene.Style;
import dev.sightline.demo.scene.Subject;
import dev.sightline.search.ResultPage.Result;
import dev.sightline.taste.Interaction;
import dev.sightline.taste.Interaction.Type;
import dev.sightline.taste.Interactions;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The order of results by what somebody likes, in drawn pictures with their styles as they were found.
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TasteTest {

    private static final int COUNT = 240;

    @Inject
    Jdbi jdbi;

    @Inject
    Search search;

    @Inject
    Interactions interactions;

    @Inject
    Persons persons;

    private final Map<UUID, Scene> pictures = new LinkedHashMap<>();

    /// Once for all tests: they leave the library as they found it.
    @BeforeEach
    void takeIn() {
        if (!pictures.isEmpty()) {
            return;
        }
        Database.empty(jdbi);
        IntStream.range(0, COUNT).forEach(index -> {
            var picture = DemoCollection.picture(DemoCollection.SEED, index);
            pictures.put(Client.upload(picture), picture.scene());
        });
        pictures.keySet().forEach(Client::settled);
        given().contentType(ContentType.JSON)
                .body(Map.of("k", 8))
                .post("/api/styles")
                .then()
                .statusCode(202);
        await().atMost(Duration.ofMinutes(2))
                .until(() ->
                        given().get("/api/styles").jsonPath().getList("styles").size() == 8);
    }

    @AfterEach
    void forget() {
        jdbi.useHandle(handle -> {
            handle.execute("delete from interaction");
            handle.execute("delete from person where name like 'visitor%'");
            handle.execute("update person set taste_weight = null, recording = true");
        });
    }

    @Test
    void whatSomebodyLikesComesFirstAmongWhatTheyAskedFor() {
        var person = visitor("a");
        look(person, Style.NEON, Subject.CAT, 10);

        var results = search(person, "cat", null);

        var first = styles(results).getFirst();
        assertThat(first).isEqualTo(Style.NEON);
        assertThat(pictures.get(results.getFirst().image().id()).subject()).isEqualTo(Subject.CAT);
        assertThat(results.getFirst().parts().taste()).isGreaterThan(0.6);
        assertThat(images(results)).containsExactlyInAnyOrderElementsOf(images(search(person, "cat", 0.0)));
    }

    @Test
    void withoutAWeightTheOrderIsThatOfRelevance() {
        var person = visitor("a");
        var before = search(person, "cat", null);
        look(person, Style.NEON, Subject.CAT, 10);

        var results = search(person, "cat", 0.0);

        assertThat(images(results)).isEqualTo(images(before));
        assertThat(results.getFirst().parts().taste()).isNull();
    }

    /// The places that results were lifted and fell are those between the two orders.
    @Test
    void itIsToldHowFarTasteLiftedAResult() {
        var person = visitor("a");
        look(person, Style.NEON, Subject.CAT, 10);
        var plain = images(search(person, "cat", 0.0));

        var results = search(person, "cat", 0.5);

        assertThat(results).allSatisfy(result -> {
            int place = images(results).indexOf(result.image().id());
            assertThat(result.parts().lift())
                    .isEqualTo(plain.indexOf(result.image().id()) - place);
        });
        assertThat(results.getFirst().parts().lift()).isPositive();
        assertThat(search(person, "cat", 0.0))
                .allSatisfy(result -> assertThat(result.parts().lift()).isNull());
    }

    @Test
    void theOwnerSwitchesItOffForAll() {
        var person = visitor("a");
        look(person, Style.NEON, Subject.CAT, 10);
        var plain = images(search(person, "cat", 0.0));
        change(Map.of("enabled", false));
        try {
            assertThat(images(search(person, "cat", 1.0))).isEqualTo(plain);
            assertThat(given().get("/api/taste").jsonPath().getBoolean("enabled"))
                    .isFalse();
            assertThat(given().get("/api/taste").jsonPath().getList("styles")).isEmpty();
        } finally {
            change(Map.of("enabled", true));
        }
        assertThat(images(search(person, "cat", 1.0))).isNotEqualTo(plain);
    }

    @Test
    void peopleDoNotInfluenceEachOther() {
        var one = visitor("a");
        var other = visitor("b");
        var third = visitor("c");
        look(one, Style.NEON, Subject.CAT, 10);
        look(other, Style.ORIGAMI, Subject.CAT, 10);

        assertThat(styles(search(one, "cat", 1.0)).getFirst()).isEqualTo(Style.NEON);
        assertThat(styles(search(other, "cat", 1.0)).getFirst()).isEqualTo(Style.ORIGAMI);
        assertThat(images(search(third, "cat", 1.0))).isEqualTo(images(search(third, "cat", 0.0)));
    }

    @Test
    void theOrderHoldsOnLaterPages() {
        var person = visitor("a");
        look(person, Style.COMIC, Subject.CAT, 5);
        var all = images(search(person, "castle", null));

        var first = search.run(request("castle", null, 3, null), person);
        var second = search.run(request("castle", null, 3, first.next()), person);

        assertThat(all.subList(0, 3)).isEqualTo(images(first.results()));
        assertThat(all.subList(3, 6)).isEqualTo(images(second.results()));
        assertThat(second.results().getFirst().parts().taste())
                .isCloseTo(search(person, "castle", null).get(3).parts().taste(), within(1e-4));
    }

    @Test
    void theWeightIsRemembered() {
        look(persons.current(), Style.NEON, Subject.CAT, 10);

        change(Map.of("weight", 0));

        assertThat(search(persons.current(), "cat", null).getFirst().parts().taste())
                .isNull();
        assertThat(given().get("/api/taste").jsonPath().getDouble("weight")).isZero();
    }

    @Test
    void itIsToldWhatSomebodyLikesAndWhy() {
        look(persons.current(), Style.NEON, Subject.CAT, 6);

        var liked = given().get("/api/taste").jsonPath();

        assertThat(liked.getDouble("styles[0].score")).isGreaterThan(0.6);
        assertThat(liked.getInt("styles[0].acts.view")).isEqualTo(6);
        assertThat(liked.getString("styles[0].why"))
                .isEqualTo("you looked at 6 of " + liked.getString("styles[0].name"));
        assertThat(liked.getString("styles[0].name").toLowerCase()).contains("neon");
    }

    @Test
    void whatWasRecordedIsForgotten() {
        look(persons.current(), Style.NEON, Subject.CAT, 6);

        given().delete("/api/taste").then().statusCode(204);

        assertThat(given().get("/api/taste").jsonPath().getList("styles")).isEmpty();
    }

    @Test
    void nothingIsRecordedWhileThatIsPaused() {
        change(Map.of("recording", false));

        look(persons.current(), Style.NEON, Subject.CAT, 1);

        assertThat(given().get("/api/taste").jsonPath().getList("styles")).isEmpty();
    }

    private static void change(Map<String, ?> wish) {
        given().contentType(ContentType.JSON)
                .body(wish)
                .patch("/api/taste")
                .then()
                .statusCode(200);
    }

    private Person visitor(String name) {
        long id = jdbi.withHandle(
                handle -> handle.createQuery("insert into person (name, role) values (:name, 'member') returning id")
                        .bind("name", "visitor " + name)
                        .mapTo(Long.class)
                        .one());
        return new Person(id, name);
    }

    /// At pictures of a style that show something else.
    private void look(Person person, Style style, Subject other, int count) {
        var seen = pictures.entrySet().stream()
                .filter(picture -> picture.getValue().style() == style
                        && picture.getValue().subject() != other)
                .limit(count)
                .map(picture -> new Interaction(
                        UUID.randomUUID(), picture.getKey(), Type.VIEW, Instant.now(), null, null, null))
                .toList();
        assertThat(seen).hasSize(count);
        interactions.record(seen, person);
    }

    private List<Result> search(Person person, String text, Double personal) {
        return search.run(request(text, personal, 200, null), person).results();
    }

    private static SearchRequest request(String text, Double personal, int limit, String cursor) {
        return new SearchRequest(text, null, null, null, null, null, false, limit, cursor, false, personal);
    }

    private static List<UUID> images(List<Result> results) {
        return results.stream().map(result -> result.image().id()).toList();
    }

    private List<Style> styles(List<Result> results) {
        return images(results).stream()
                .map(image -> pictures.get(image).style())
                .toList();
    }
}
