package dev.sightline.taste;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.sightline.demo.DemoCollection;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What people did is recorded once, and only what makes sense.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class InteractionsTest {

    @Inject
    Jdbi jdbi;

    private UUID image;

    @BeforeEach
    void onePicture() {
        Database.empty(jdbi);
        image = Client.upload(DemoCollection.picture(51, 0));
        Client.settled(image);
    }

    @Test
    void whatIsToldAgainIsRecordedOnce() {
        var at = Instant.now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.MICROS);
        var view = event(Map.of("at", at.toString(), "session", "s", "query", "q=origami+boat", "position", 7));

        tell(view, event(Map.of("type", "favourite")))
                .statusCode(202)
                .body("recorded", is(2))
                .body("repeated", is(0))
                .body("unknown", empty());
        tell(view, view, event(Map.of("type", "download")))
                .statusCode(202)
                .body("recorded", is(1))
                .body("repeated", is(2));

        assertThat(recorded()).extracting(row -> row.get("type")).containsExactly("view", "favourite", "download");
        var row = recorded().getFirst();
        assertThat(row)
                .containsEntry("image_id", image)
                .containsEntry("session", "s")
                .containsEntry("query", "q=origami+boat")
                .containsEntry("position", 7);
        assertThat(moments()).contains(at);
    }

    @Test
    void imagesThatAreGoneAreNamedAndTheRestIsRecorded() {
        var gone = UUID.randomUUID();

        tell(event(Map.of("image", gone)), event(Map.of()), event(Map.of("image", gone)))
                .statusCode(202)
                .body("recorded", is(1))
                .body("unknown", is(List.of(gone.toString())));
    }

    @Test
    void aClockThatIsALittleAheadIsForgiven() {
        tell(event(Map.of("at", Instant.now().plusSeconds(60).toString()))).statusCode(202);

        assertThat(moments()).singleElement().satisfies(at -> assertThat(at).isBeforeOrEqualTo(Instant.now()));
    }

    @Test
    void whatMakesNoSenseIsRefusedAltogether() {
        var now = Instant.now();
        tell(event(Map.of()), event(Map.of("at", now.plus(Duration.ofHours(1)).toString())))
                .statusCode(422)
                .body("code", is("invalid-interaction"))
                .body("detail", containsString("events[1].at is in the future"));
        tell(event(Map.of("at", now.minus(Duration.ofDays(31)).toString())))
                .statusCode(422)
                .body("detail", containsString("30 days"));
        refused("events[0].position", event(Map.of("position", 0)));
        refused("events[0].session", event(Map.of("session", "x".repeat(101))));
        refused("events[0].query", event(Map.of("query", "x".repeat(2001))));
        refused("events[0].query", event(Map.of("query", "a\0b")));
        refused("events[0].type", event(Map.of("type", "stare")));
        refused("events[0].image", event(Map.of("image", "picture")));
        tell((Map<String, Object>) null).statusCode(400);
        refused("events");
        tell(Collections.nCopies(101, event(Map.of()))).statusCode(400);
        var nameless = event(Map.of());
        nameless.remove("id");
        refused("events[0].id", nameless);
        tell(event(Map.of("mood", "good"))).statusCode(400).body("code", is("unknown-property"));

        assertThat(recorded()).isEmpty();
    }

    @Test
    void nobodyElseTells() {
        given().contentType(ContentType.JSON)
                .header("Origin", "https://example.org")
                .body(Map.of("events", List.of(event(Map.of()))))
                .post("/api/interactions")
                .then()
                .statusCode(403);
        given().contentType("text/plain")
                .body("{\"events\": []}")
                .post("/api/interactions")
                .then()
                .statusCode(415);
    }

    @SafeVarargs
    private static void refused(String field, Map<String, Object>... events) {
        tell(events).statusCode(400).body("code", is("invalid-request")).body("errors[0].field", is(field));
    }

    /// A view of the picture, apart from what is given.
    private Map<String, Object> event(Map<String, Object> given) {
        var event = new HashMap<String, Object>(Map.of("id", UUID.randomUUID(), "image", image, "type", "view"));
        event.putAll(given);
        return event;
    }

    @SafeVarargs
    private static ValidatableResponse tell(Map<String, Object>... events) {
        return tell(Arrays.asList(events));
    }

    private static ValidatableResponse tell(List<Map<String, Object>> events) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("events", events))
                .post("/api/interactions")
                .then();
    }

    private List<Map<String, Object>> recorded() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from interaction order by type = 'view' desc, type = 'favourite' desc")
                .mapToMap()
                .list());
    }

    private List<Instant> moments() {
        return jdbi.withHandle(handle -> handle.createQuery("select at from interaction")
                .mapTo(Instant.class)
                .list());
    }
}
