package dev.sightline.evaluation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.account.Persons;
import dev.sightline.demo.DemoCollection;
import dev.sightline.library.Collections;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What somebody did with results becomes labels: an act counts as much as its position was far down.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class RecordedLabelsTest {

    @Inject
    Jdbi jdbi;

    @Inject
    RecordedLabels labels;

    @Inject
    Collections collections;

    @Inject
    Persons persons;

    private UUID boat;
    private UUID castle;

    @BeforeEach
    void twoPictures() {
        Database.empty(jdbi);
        boat = Client.upload(DemoCollection.picture(911, 0));
        castle = Client.upload(DemoCollection.picture(911, 1));
        List.of(boat, castle).forEach(Client::settled);
    }

    @Test
    void anActCountsByItsWorthAndItsPosition() {
        tell("view", boat, "q=boat", 3);
        tell("favourite", castle, "q=boat", 2);

        assertThat(recorded()).containsExactly(new LabelledQuery("boat", Map.of(boat, 3, castle, 8)));
    }

    @Test
    void actsOfTheSameSearchAddUpToAHundred() {
        tell("view", boat, "q=boat", 1);
        tell("view", boat, "q=boat&sort=date", 4);
        tell("download", castle, "q=boat", 10);
        tell("download", castle, "q=boat", 10);
        tell("download", castle, "q=boat", 10);

        assertThat(recorded()).containsExactly(new LabelledQuery("boat", Map.of(boat, 5, castle, 100)));
    }

    @Test
    void noSingleActCountsMoreThanTenTimes() {
        tell("view", boat, "q=boat", 400);

        assertThat(recorded()).containsExactly(new LabelledQuery("boat", Map.of(boat, 10)));
    }

    @Test
    void whatWasTakenBackDoesNotCount() {
        tell("favourite", boat, "q=boat", 2);
        tell("unfavourite", boat, "q=boat", 2);
        tell("view", castle, "q=boat", 1);
        tell("favourite", boat, "q=castle", 2);
        tell("unfavourite", boat, "q=castle", 2);

        assertThat(recorded()).containsExactly(new LabelledQuery("boat", Map.of(castle, 1)));
    }

    @Test
    void onlySearchesByTextForWhatIsThereCount() {
        tell("view", boat, "q=boat&like=" + castle, 1);
        tell("view", boat, "like=" + castle, 1);
        tell("view", boat, "q=castle", 1);
        tell("view", castle, "q=castle", 1);
        tell("view", castle, null, null);
        given().delete("/api/images/{id}", castle).then().statusCode(204);

        assertThat(recorded()).containsExactly(new LabelledQuery("castle", Map.of(boat, 1)));
    }

    /// As a filter that a later version does not know.
    @Test
    void aSearchThatIsNotUnderstoodAnyMoreIsPassedOver() {
        tell("view", boat, "q=type%3Afilm", 1);
        tell("view", boat, "q=castle", 1);

        assertThat(recorded()).extracting(LabelledQuery::text).containsExactly("castle");
    }

    @Test
    void theyAreEvaluated() {
        tell("view", boat, "q=boat", 1);

        var evaluation = Evaluating.finished(Evaluating.start("interactions", null, null, null));

        assertThat(evaluation.getString("state")).isEqualTo("done");
        assertThat(evaluation.getInt("queries")).isEqualTo(1);
        assertThat(evaluation.getString("set")).isNull();
    }

    private List<LabelledQuery> recorded() {
        return labels.of(collections.library(), persons.current());
    }

    private static void tell(String type, UUID image, String query, Integer position) {
        var event = new HashMap<String, Object>(Map.of("id", UUID.randomUUID(), "image", image, "type", type));
        event.put("query", query);
        event.put("position", position);
        given().contentType(ContentType.JSON)
                .body(Map.of("events", List.of(event)))
                .post("/api/interactions")
                .then()
                .statusCode(202);
    }
}
