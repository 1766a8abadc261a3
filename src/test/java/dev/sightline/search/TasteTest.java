package dev.sightline.search;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.account.Person;
import dev.sightline.account.Persons;
import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.scene.Style;
import dev.sightline.demo.scene.Subject;
import dev.sightline.search.Persona.Way;
import dev.sightline.search.ResultPage.Result;
import dev.sightline.taste.Interaction;
import dev.sightline.taste.Interaction.Type;
import dev.sightline.taste.Interactions;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    private DrawnLibrary library;

    /// Once for all tests: they leave the library as they found it.
    @BeforeEach
    void takeIn() {
        if (library == null) {
            Database.empty(jdbi);
            library = DrawnLibrary.of(jdbi, DemoCollection.SEED, COUNT);
            library.findStyles(8);
        }
    }

    @AfterEach
    void forget() {
        PersonaTrial.forget(jdbi);
        jdbi.useHandle(handle -> handle.execute("update person set taste_weight = null, recording = true"));
    }

    @Test
    void whatSomebodyLikesComesFirstAmongWhatTheyAskedFor() {
        var person = trial().visitor();
        look(person, Style.NEON, Subject.CAT, 10);

        var results = search(person, "cat", null);

        var first = styles(results).getFirst();
        assertThat(first).isEqualTo(Style.NEON);
        assertThat(library.scene(results.getFirst().image().id()).subject()).isEqualTo(Subject.CAT);
        assertThat(results.getFirst().parts().taste()).isGreaterThan(0.6);
        assertThat(images(results)).containsExactlyInAnyOrderElementsOf(images(search(person, "cat", 0.0)));
    }

    @Test
    void withoutAWeightTheOrderIsThatOfRelevance() {
        var person = trial().visitor();
        var before = search(person, "cat", null);
        look(person, Style.NEON, Subject.CAT, 10);

        var results = search(person, "cat", 0.0);

        assertThat(images(results)).isEqualTo(images(before));
        assertThat(results.getFirst().parts().taste()).isNull();
    }

    /// The places that results were lifted and fell are those between the two orders.
    @Test
    void itIsToldHowFarTasteLiftedAResult() {
        var person = trial().visitor();
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
        var person = trial().visitor();
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
        var one = trial().visitor();
        var other = trial().visitor();
        var third = trial().visitor();
        look(one, Style.NEON, Subject.CAT, 10);
        look(other, Style.ORIGAMI, Subject.CAT, 10);

        assertThat(styles(search(one, "cat", 1.0)).getFirst()).isEqualTo(Style.NEON);
        assertThat(styles(search(other, "cat", 1.0)).getFirst()).isEqualTo(Style.ORIGAMI);
        assertThat(images(search(third, "cat", 1.0))).isEqualTo(images(search(third, "cat", 0.0)));
    }

    @Test
    void afterTenLooksAStyleComesFirstWhereverThereIsSomeOfItAndNothingRelevantIsLost() {
        var trial = trial();

        var before = trial.shown(0, Way.LOOKS, this::first);
        var after = trial.shown(10, Way.LOOKS, this::first);

        assertThat(before.shareOfAttainable()).isLessThan(0.7);
        assertThat(after.shareOfAttainable()).isGreaterThan(0.8);
        assertThat(after.precision()).isGreaterThan(before.precision() - 0.02);
    }

    @Test
    void whoTurnsToAnotherStyleIsShownMoreOfItWithinFiveLooks() {
        var trial = trial();
        var styles = Style.values();

        for (var before : styles) {
            var after = styles[(before.ordinal() + 1) % styles.length];

            assertThat(trial.leads(before, 15, after, 5, Way.LOOKS, this::first))
                    .as("from %s to %s", before, after)
                    .isTrue();
        }
    }

    @Test
    void peopleDoNotInfluenceEachOtherAtTheSameTime() {
        var trial = trial();
        var personas = List.of(
                Persona.of(Style.NEON, 10, Way.MIXED, Subject.CAT),
                Persona.of(Style.ORIGAMI, 10, Way.MIXED, Subject.CAT),
                Persona.of(Style.COMIC, 10, Way.MIXED, Subject.CAT));

        var together = trial.together(personas, this::first);

        for (int persona = 0; persona < personas.size(); persona++) {
            var alone = trial.alone(personas.get(persona), this::first);
            for (int act = 0; act < alone.size(); act++) {
                // A second or two lie between the two, which acts fade by.
                assertThat(tastes(together.get(persona).get(act)))
                        .usingRecursiveComparison()
                        .withComparatorForType(
                                (a, b) -> Math.abs(a - b) < 1e-4 ? 0 : Double.compare(a, b), Double.class)
                        .isEqualTo(tastes(alone.get(act)));
            }
        }
    }

    private static Map<UUID, Double> tastes(List<Entry> shown) {
        return shown.stream().collect(toMap(Entry::image, Entry::taste));
    }

    @Test
    void theOrderHoldsOnLaterPages() {
        var person = trial().visitor();
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

    /// At pictures of a style that show something else.
    private void look(Person person, Style style, Subject other, int count) {
        var seen = library.showing(scene -> scene.style() == style && scene.subject() != other).stream()
                .limit(count)
                .map(image -> new Interaction(UUID.randomUUID(), image, Type.VIEW, Instant.now(), null, null, null))
                .toList();
        assertThat(seen).hasSize(count);
        interactions.record(seen, person);
    }

    private PersonaTrial trial() {
        return new PersonaTrial(library, jdbi, interactions);
    }

    /// With the weight that holds where somebody chose nothing else.
    private List<Entry> first(Person person, String text) {
        return search(person, text, null).stream()
                .map(result -> new Entry(
                        result.image().id(),
                        result.score(),
                        result.parts().vector(),
                        null,
                        result.parts().lexical(),
                        result.parts().taste(),
                        result.parts().lift()))
                .toList();
    }

    private List<Result> search(Person person, String text, Double personal) {
        return search.run(request(text, personal, 200, null), person).results();
    }

    private static SearchRequest request(String text, Double personal, int limit, String cursor) {
        return new SearchRequest(text, null, null, null, null, null, null, false, limit, cursor, false, personal);
    }

    private static List<UUID> images(List<Result> results) {
        return results.stream().map(result -> result.image().id()).toList();
    }

    private List<Style> styles(List<Result> results) {
        return images(results).stream()
                .map(image -> library.scene(image).style())
                .toList();
    }
}
