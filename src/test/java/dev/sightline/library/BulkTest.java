package dev.sightline.library;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Many images are changed at once, and each answer says what changed.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class BulkTest {

    private static final UUID UNKNOWN = UUID.fromString("01a1fd57-0000-7000-8000-000000000000");

    @Inject
    Jdbi jdbi;

    private List<UUID> images;

    @BeforeEach
    void threeImages() {
        Database.empty(jdbi);
        images = IntStream.range(0, 3)
                .mapToObj(index -> Client.upload(DemoCollection.picture(51, index)))
                .toList();
        images.forEach(Client::settled);
    }

    @Test
    void favouritesSayWhatChanged() {
        given().put("/api/images/{id}/favourite", images.getFirst());

        var outcome = change(images, Map.of("favourite", true));

        assertThat(outcome.getList("outcomes.image", UUID.class)).isEqualTo(images);
        assertThat(outcome.getList("outcomes.changed")).containsExactly(false, true, true);
        assertThat(outcome.getInt("changed")).isEqualTo(2);
        assertThat(listed("is=favourite")).hasSize(3);

        change(images.subList(1, 3), Map.of("favourite", false));

        assertThat(listed("is=favourite")).containsExactly(images.getFirst());
    }

    @Test
    void tagsAreAddedAndRemovedExactlyWhereTheyWere() {
        patch(images.get(0), "{\"tags\": [\"sea\", \"beach\"]}");
        patch(images.get(1), "{\"tags\": [\"night\"]}");

        var outcome = change(images, Map.of("addTags", List.of("Sea"), "removeTags", List.of("night")));

        assertThat(outcome.getList("outcomes.addedTags")).containsExactly(List.of(), List.of("sea"), List.of("sea"));
        assertThat(outcome.getList("outcomes.removedTags")).containsExactly(List.of(), List.of("night"), List.of());
        assertThat(outcome.getList("outcomes.changed")).containsExactly(false, true, true);
        assertThat(tags(images.get(0))).containsExactly("sea", "beach");
        assertThat(tags(images.get(1))).containsExactly("sea");
        assertThat(listed("tag=sea")).hasSize(3);
        assertThat(version(images.get(1))).startsWith("\"2-");
        assertThat(edited(images.get(2))).containsExactly("tags");
    }

    @Test
    void theTrashLeavesTheIndexAndComesBack() {
        var before = found();

        var outcome = change(images, Map.of("trash", true));

        assertThat(outcome.getInt("changed")).isEqualTo(3);
        assertThat(listed("limit=50")).isEmpty();
        assertThat(found()).isEmpty();
        assertThat(change(images, Map.of("trash", true)).getInt("changed")).isZero();

        change(images, Map.of("restore", true));

        assertThat(listed("limit=50")).hasSize(3);
        assertThat(found()).isEqualTo(before);
        assertThat(sequencesWithoutGap()).isTrue();
    }

    @Test
    void oneThatIsNotThereKeepsNoOtherFromIt() {
        var outcome = change(List.of(images.getFirst(), UNKNOWN), Map.of("addTags", List.of("sea")));

        assertThat(outcome.getInt("changed")).isOne();
        assertThat(outcome.getInt("failed")).isOne();
        assertThat(outcome.getString("outcomes[1].error.code")).isEqualTo("image-not-found");
        assertThat(tags(images.getFirst())).containsExactly("sea");
    }

    @Test
    void anImageTakesNoMoreThanAHundredTags() {
        var many = IntStream.range(0, 100).mapToObj(i -> "tag " + i).toList();
        change(images.subList(0, 1), Map.of("addTags", many));

        var outcome = change(images, Map.of("addTags", List.of("one more")));

        assertThat(outcome.getString("outcomes[0].error.code")).isEqualTo("too-many-tags");
        assertThat(tags(images.getFirst())).hasSize(100).doesNotContain("one more");
        assertThat(tags(images.get(1))).containsExactly("one more");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        for (var wrong : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("trash", true, "favourite", true),
                Map.of("trash", false),
                Map.of("addTags", List.of()),
                Map.of("addTags", List.of(" ")),
                Map.of("addTags", List.of("a"), "removeTags", List.of("A")))) {
            post(images, wrong).statusCode(422).body("code", is("invalid-change"));
        }
        post(List.of(), Map.of("trash", true)).statusCode(400).body("code", is("invalid-request"));
        var many = IntStream.range(0, 1001).mapToObj(_ -> UNKNOWN).toList();
        post(many, Map.of("trash", true)).statusCode(400).body("code", is("invalid-request"));
    }

    private static JsonPath change(List<UUID> images, Map<String, ?> change) {
        return post(images, change).statusCode(200).extract().jsonPath();
    }

    private static ValidatableResponse post(List<UUID> images, Map<String, ?> change) {
        var body = new HashMap<String, Object>(change);
        body.put("images", images);
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/images/bulk")
                .then();
    }

    private static void patch(UUID image, String patch) {
        given().contentType(ContentType.JSON)
                .body(patch)
                .patch("/api/images/{id}", image)
                .then()
                .statusCode(200);
    }

    private static List<UUID> listed(String query) {
        return given().get("/api/images?" + query).jsonPath().getList("images.id", UUID.class);
    }

    private static List<UUID> found() {
        return Client.search(Map.of("text", "a picture", "limit", 50, "weaker", true))
                .getList("results.image.id", UUID.class);
    }

    private static List<String> tags(UUID image) {
        return given().get("/api/images/{id}", image).jsonPath().getList("tags");
    }

    private static String version(UUID image) {
        return given().get("/api/images/{id}", image).header("ETag");
    }

    private List<String> edited(UUID image) {
        return jdbi.withHandle(handle -> handle.createQuery("select unnest(edited) from image where id = :id")
                .bind("id", image)
                .mapTo(String.class)
                .list());
    }

    private boolean sequencesWithoutGap() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select max(sequence) - min(sequence) + 1 = count(*)
                            and max(sequence) = (select last from change_sequence) from outbox
                        """).mapTo(boolean.class).one());
    }
}
