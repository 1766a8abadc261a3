package dev.sightline.taste;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.sightline.demo.DemoCollection;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What was recorded is listed, deleted, exported, and taken in from a file, line by line.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class HistoryTest {

    private static final String PERSONALIZE = "USER_ID,ITEM_ID,EVENT_TYPE,TIMESTAMP\n";

    @Inject
    Jdbi jdbi;

    private UUID image;
    private UUID other;

    @BeforeEach
    void twoPictures() {
        Database.empty(jdbi);
        image = Client.upload("boat.jpg", "image/jpeg", jpeg(0));
        other = Client.upload("cat.jpg", "image/jpeg", jpeg(1));
        List.of(image, other).forEach(Client::settled);
    }

    /// Drawn pictures that are JPEGs.
    private static byte[] jpeg(int number) {
        return DemoCollection.pictures(40, 57, 0)
                .filter(picture -> picture.mediaType().equals("image/jpeg"))
                .skip(number)
                .findFirst()
                .orElseThrow()
                .bytes();
    }

    @Test
    void itIsListedInPartsTheLatestFirst() {
        add(PERSONALIZE + line(image, "view", 100) + line(other, "download", 300) + line(image, "favourite", 200));

        var first = list(Map.of("limit", 2));
        var second = list(Map.of("limit", 2, "cursor", first.getString("next")));

        assertThat(first.getList("interactions.type")).containsExactly("download", "favourite");
        assertThat(second.getList("interactions.type")).containsExactly("view");
        assertThat(second.getString("next")).isNull();
        assertThat(second.getString("interactions[0].at")).isEqualTo("1970-01-01T00:01:40Z");
        assertThat(list(Map.of("type", "view")).getList("interactions.image")).containsExactly(image.toString());
        given().queryParam("type", "stare")
                .get("/api/interactions")
                .then()
                .statusCode(400)
                .body("code", is("invalid-type"));
    }

    @Test
    void oneIsDeleted() {
        add(PERSONALIZE + line(image, "view", 100) + line(other, "view", 200));
        var id = list(Map.of()).getString("interactions[0].id");

        given().delete("/api/interactions/{id}", id).then().statusCode(204);
        given().delete("/api/interactions/{id}", id).then().statusCode(204);

        assertThat(list(Map.of()).getList("interactions.image")).containsExactly(image.toString());
    }

    @Test
    void noneOfSomebodyElseIsSeenOrDeleted() {
        long visitor = jdbi.withHandle(handle -> handle.createQuery(
                        "insert into person (name, role) values ('visitor of history', 'member') returning id")
                .mapTo(long.class)
                .one());
        var id = UUID.randomUUID();
        jdbi.useHandle(handle -> handle.execute(
                "insert into interaction (id, person_id, image_id, type, at) values (?, ?, ?, 'view', now())",
                id,
                visitor,
                image));

        given().delete("/api/interactions/{id}", id).then().statusCode(204);

        assertThat(list(Map.of()).getList("interactions")).isEmpty();
        assertThat(count()).isEqualTo(1);
        jdbi.useHandle(handle -> handle.execute("delete from person where id = ?", visitor));
        assertThat(count()).isZero();
    }

    @Test
    void aFileIsTakenInOnceHoweverOftenItIsSent() {
        var file = PERSONALIZE + line(image, "view", 100) + line(image, "VIEW", 200) + line(other, "download", 200);

        var first = add(file);
        var again = add(file);

        assertThat(first.getInt("recorded")).isEqualTo(3);
        assertThat(first.getInt("repeated")).isZero();
        assertThat(again.getInt("recorded")).isZero();
        assertThat(again.getInt("repeated")).isEqualTo(3);
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void picturesAreKnownByTheirNamesToo() {
        var outcome =
                add("item_id,event_type,timestamp\nboat.jpg,view,100\n\"cat.jpg\",download,200\ndog.jpg,view,1\n");

        assertThat(outcome.getInt("recorded")).isEqualTo(2);
        assertThat(list(Map.of()).getList("interactions.image")).containsExactly(other.toString(), image.toString());
        assertThat(outcome.getInt("errors[0].line")).isEqualTo(4);
        assertThat(outcome.getString("errors[0].reason")).contains("dog.jpg");
    }

    @Test
    void aNameThatSeveralHaveIsNoName() {
        Client.settled(Client.upload("boat.jpg", "image/jpeg", jpeg(2)));

        var outcome = add(PERSONALIZE + "1,boat.jpg,view,100\n");

        assertThat(outcome.getInt("recorded")).isZero();
        assertThat(outcome.getString("errors[0].reason")).contains("2 pictures are called");
    }

    /// Each line is recorded or named: nothing is lost on the way.
    @Test
    void whatIsWrongIsNamedByItsLineAndTheRestIsRecorded() {
        long tomorrow = Instant.now().plusSeconds(86_400).getEpochSecond();
        var outcome = add("\ufeffUSER_ID,ITEM_ID,EVENT_TYPE,TIMESTAMP,POSITION\r\n"
                + "1,%s,view,100,1\r\n".formatted(image)
                + "\r\n"
                + "1,%s,stare,100,1\r\n".formatted(image)
                + "1,%s,view,yesterday,1\r\n".formatted(image)
                + "1,%s,view,%d,1\r\n".formatted(image, tomorrow)
                + "1,,view,100,1\r\n"
                + "1,%s,view,100,0\r\n".formatted(other)
                + "1,%s,view,100,1\r\n".formatted(UUID.randomUUID())
                + "1,\"a\nb\",view,100,1\r\n"
                + "1,%s,view\r\n".formatted(other)
                + "1,%s,view,100,\r\n".formatted(other));

        assertThat(outcome.getInt("recorded")).isEqualTo(2);
        assertThat(outcome.getInt("refused")).isEqualTo(8);
        assertThat(outcome.getList("errors.line")).containsExactly(4, 5, 6, 7, 8, 9, 10, 12);
        assertThat(outcome.getList("errors.reason", String.class))
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("stare"),
                        reason -> assertThat(reason).contains("yesterday"),
                        reason -> assertThat(reason).contains("future"),
                        reason -> assertThat(reason).contains("ITEM_ID is missing"),
                        reason -> assertThat(reason).contains("position"),
                        reason -> assertThat(reason).contains("no such picture"),
                        reason -> assertThat(reason).contains("No picture is called"),
                        reason -> assertThat(reason).contains("TIMESTAMP is missing"));
    }

    @Test
    void aFileAboutSeveralPeopleIsOfOne() {
        var file = PERSONALIZE + "ada,%s,view,100\nbob,%s,view,200\n".formatted(image, other);

        send(file, null).statusCode(422).body("code", is("several-users")).body("detail", containsString("2 people"));
        assertThat(send(file, "bob").statusCode(200).extract().jsonPath().getInt("recorded"))
                .isEqualTo(1);

        assertThat(list(Map.of()).getList("interactions.image")).containsExactly(other.toString());
    }

    @Test
    void whatIsNoHistoryIsRefused() {
        send("", null).statusCode(422).body("code", is("invalid-history"));
        send("name,taken\nboat.jpg,2024\n", null).statusCode(422).body("code", is("invalid-history"));
    }

    /// It is imported while recording is paused too: somebody wants it.
    @Test
    void whatIsExportedIsTakenInAsItWas() {
        Client.look(image, "q=a%2C+\"b\"&sort=date", 3);
        add(PERSONALIZE + line(other, "download", 100));
        var before = list(Map.of()).getList("interactions", Map.class);
        var csv = given().get("/api/interactions/export")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();

        assertThat(add(csv).getInt("repeated")).isEqualTo(2);
        given().delete("/api/taste").then().statusCode(204);
        given().contentType(ContentType.JSON).body(Map.of("recording", false)).patch("/api/taste");
        try {
            assertThat(add(csv).getInt("recorded")).isEqualTo(2);
        } finally {
            given().contentType(ContentType.JSON)
                    .body(Map.of("recording", true))
                    .patch("/api/taste");
        }

        assertThat(list(Map.of()).getList("interactions", Map.class)).isEqualTo(toTheSecond(before));
        assertThat(csv).startsWith("USER_ID,ITEM_ID,EVENT_TYPE,TIMESTAMP,");
    }

    /// As it is kept in the file.
    private static List<Map<String, Object>> toTheSecond(List<Map> interactions) {
        var whole = new ArrayList<Map<String, Object>>();
        for (Map<?, ?> interaction : interactions) {
            var copy = new HashMap<String, Object>();
            interaction.forEach((name, value) -> copy.put(name.toString(), value));
            long seconds = Instant.parse(copy.get("at").toString()).getEpochSecond();
            copy.put("at", Instant.ofEpochSecond(seconds).toString());
            whole.add(copy);
        }
        return whole;
    }

    @Test
    void aLongHistoryIsExportedWhole() {
        jdbi.useHandle(handle -> handle.execute(
                "insert into interaction (id, person_id, image_id, type, at) select gen_random_uuid(), p.id, ?, 'view', "
                        + "now() - (n / 3) * interval '1 second' from generate_series(1, 2500) n, person p where role = 'owner'",
                image));

        var lines = given().get("/api/interactions/export").asString().lines().toList();

        assertThat(lines).hasSize(2501).doesNotHaveDuplicates();
    }

    private static String line(UUID image, String type, long at) {
        return "1,%s,%s,%d\n".formatted(image, type, at);
    }

    private static JsonPath add(String csv) {
        return send(csv, null).statusCode(200).extract().jsonPath();
    }

    private static ValidatableResponse send(String csv, String user) {
        var file = new HashMap<String, Object>(Map.of("csv", csv));
        file.put("user", user);
        return given().contentType(ContentType.JSON)
                .body(file)
                .post("/api/interactions/import")
                .then();
    }

    private static JsonPath list(Map<String, ?> parameters) {
        return given().queryParams(parameters)
                .get("/api/interactions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private long count() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from interaction")
                .mapTo(long.class)
                .one());
    }
}
