package dev.sightline.trash;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.sightline.demo.DemoCollection;
import dev.sightline.ingest.SweepTask;
import dev.sightline.library.Collections;
import dev.sightline.picture.Renditions;
import dev.sightline.storage.Keys;
import dev.sightline.storage.ObjectStore;
import dev.sightline.storage.StoredObject;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Described;
import dev.sightline.testing.OwnServers;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is deleted for good is gone, with all its objects, and never comes back.
@QuarkusTest
@QuarkusTestResource(value = OwnServers.class, restrictToAnnotatedClass = true)
class TrashTest {

    @Inject
    Jdbi jdbi;

    @Inject
    ObjectStore objects;

    @Inject
    TrashRepository repository;

    @Inject
    DeletionTask task;

    @Inject
    Collections collections;

    @Inject
    @All
    List<SweepTask> sweeps;

    private List<UUID> images;

    @BeforeEach
    void threeImages() {
        jdbi.useHandle(handle -> handle.execute("delete from deletion"));
        Stream.of(Keys.ORIGINALS, Keys.RENDITIONS)
                .flatMap(objects::list)
                .map(StoredObject::key)
                .forEach(objects::delete);
        Database.empty(jdbi);
        images = IntStream.range(0, 3)
                .mapToObj(index -> Client.upload(DemoCollection.picture(52, index)))
                .toList();
        images.forEach(Client::settled);
    }

    @Test
    void itIsListedInPartsTheLastTrashedFirst() {
        images.forEach(TrashTest::trash);

        var first = given().get("/api/trash?limit=2")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        var second = given().get("/api/trash?cursor={cursor}", first.getString("next"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(first.getList("images.id", UUID.class)).containsExactly(images.get(2), images.get(1));
        assertThat(first.getInt("total.count")).isEqualTo(3);
        assertThat(second.getList("images.id", UUID.class)).containsExactly(images.get(0));
        assertThat(second.getString("next")).isNull();
        given().get("/api/trash?cursor=nonsense").then().statusCode(410).body("code", is("cursor-expired"));
    }

    @Test
    void emptyingLeavesNothingOfThem() {
        trash(images.get(0));
        trash(images.get(1));

        given().delete("/api/trash").then().statusCode(202).body("deleted", is(2));

        given().get("/api/images/{id}", images.get(0)).then().statusCode(404);
        assertThat(given().get("/api/trash").jsonPath().getInt("total.count")).isZero();
        awaitObjectsOf(images.get(2));
        assertThat(rows("select image_id from vector")).containsExactly(images.get(2));
        assertThat(rows("select image_id from job")).containsExactly(images.get(2));
        assertThat(rows("select image_id from deletion")).isEmpty();
        given().delete("/api/trash").then().statusCode(202).body("deleted", is(0));
    }

    @Test
    void onlyWhatIsInTheTrashIsDeleted() {
        trash(images.get(0));

        var outcome = delete(images.get(0), images.get(1), UUID.randomUUID());

        assertThat(outcome.getList("outcomes.changed")).containsExactly(true, false, false);
        assertThat(outcome.getString("outcomes[1].error.code")).isEqualTo("not-in-trash");
        assertThat(outcome.getString("outcomes[2].error.code")).isEqualTo("image-not-found");
        awaitObjectsOf(images.get(1), images.get(2));
    }

    @Test
    void allAreRestored() {
        images.forEach(TrashTest::trash);

        given().post("/api/trash/restore").then().statusCode(200).body("restored", is(3));

        assertThat(given().get("/api/images").jsonPath().getInt("total.count")).isEqualTo(3);
    }

    /// As if the process ended between the rows and the objects.
    @Test
    void whatWasInterruptedIsNeitherAdoptedNorForgotten() {
        trash(images.get(0));
        repository.delete(collections.library(), List.of(images.get(0)));

        sweeps.forEach(SweepTask::audit);

        assertThat(rows("select id from image")).containsExactlyInAnyOrder(images.get(1), images.get(2));
        assertThat(rows("select image_id from repair where image_id = '%s'".formatted(images.get(0))))
                .isEmpty();
        sweeps.forEach(SweepTask::sweep);
        awaitObjectsOf(images.get(1), images.get(2));
        sweeps.forEach(SweepTask::audit);
        assertThat(rows("select id from image")).hasSize(2);
    }

    @Test
    void anObjectThatComesBackIsDeletedAgain() {
        var picture = DemoCollection.picture(52, 0);
        trash(images.get(0));
        delete(images.get(0));
        awaitObjectsOf(images.get(1), images.get(2));
        objects.put(Keys.original(images.get(0)), picture.bytes(), picture.mediaType());

        sweeps.forEach(SweepTask::audit);

        awaitObjectsOf(images.get(1), images.get(2));
        assertThat(rows("select id from image")).hasSize(2);
        given().post("/api/uploads/{id}/complete", images.get(0))
                .then()
                .statusCode(410)
                .body("code", is("image-deleted"));
    }

    @Test
    void theSameFileCanBeAddedAgain() {
        trash(images.get(0));
        delete(images.get(0));

        var again = Client.upload(DemoCollection.picture(52, 0));

        assertThat(again).isNotEqualTo(images.get(0));
        assertThat(Client.settled(again).getString("status")).isEqualTo("ready");
    }

    @Test
    void nothingIsKeptOfWhatCameWithADuplicate() {
        var picture = DemoCollection.picture(52, 0);
        var duplicate = Described.upload("copy.jpg", picture.bytes(), """
                {"title": "copy.jpg", "description": "Said of the copy"}
                """);
        await().until(() -> rows("select image_id from upload where id = '%s'".formatted(duplicate))
                .equals(List.of(images.get(0))));
        trash(images.get(0));

        delete(images.get(0));

        var kept = jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from upload where sidecar is not null or name like 'copy%'")
                .mapTo(int.class)
                .one());
        assertThat(kept).isZero();
        awaitObjectsOf(images.get(1), images.get(2));
    }

    @Test
    void theObjectsOfOthersStayAndAreNotAdopted() {
        jdbi.useHandle(handle -> handle.execute("update image set managed = false where id = ?", images.get(0)));
        trash(images.get(0));
        delete(images.get(0));
        await().until(() ->
                objects.list(Keys.renditions(images.get(0))).toList().isEmpty());

        sweeps.forEach(SweepTask::audit);

        assertThat(objects.head(Keys.original(images.get(0)))).isPresent();
        assertThat(rows("select id from image")).hasSize(2);
        sweeps.forEach(SweepTask::sweep);
        assertThat(objects.head(Keys.original(images.get(0)))).isPresent();
    }

    @Test
    void whatIsStillBeingTakenInIsDeletedAfterwards() {
        trash(images.get(0));
        jdbi.useHandle(handle -> handle.execute("""
                insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                values ('ingest', ?, now() + interval '1 hour', false, 1)
                """, images.get(0).toString()));
        delete(images.get(0));

        task.attempt(DeletionTask.ALL);

        assertThat(objects.head(Keys.original(images.get(0)))).isPresent();
        jdbi.useHandle(handle -> handle.execute("delete from scheduled_tasks where task_name = 'ingest'"));
        task.attempt(DeletionTask.ALL);
        awaitObjectsOf(images.get(1), images.get(2));
    }

    @Test
    void thePageRestoresAndEmptiesWithoutScripts() {
        images.forEach(TrashTest::trash);
        given().get("/trash")
                .then()
                .statusCode(200)
                .body(containsString("3 pictures"))
                .body(containsString("They stay here until you restore them or delete them for good."))
                .body(not(containsString("<dialog class=\"dialog asking\" open")));

        given().redirects()
                .follow(false)
                .formParam("image", images.get(0), images.get(1))
                .post("/trash/restore")
                .then()
                .statusCode(303)
                .header("Location", containsString("/trash?restored=2"));
        given().get("/trash?restored=2").then().body(containsString("2 pictures restored."));
        given().get("/trash?empty=true").then().body(containsString("Delete 1 picture for good?"));
        given().redirects()
                .follow(false)
                .post("/trash/empty")
                .then()
                .statusCode(303)
                .header("Location", containsString("/trash?deleted=1"));
        given().get("/trash").then().body(containsString("The trash is empty"));
    }

    private static void trash(UUID image) {
        given().delete("/api/images/{id}", image).then().statusCode(204);
    }

    private static JsonPath delete(UUID... images) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("images", List.of(images)))
                .post("/api/trash/deletions")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath();
    }

    /// Waits until the storage holds the objects of these images and no other.
    private void awaitObjectsOf(UUID... there) {
        var expected = Stream.of(there)
                .flatMap(image -> Stream.concat(
                        Stream.of(Keys.original(image)),
                        Renditions.SIZES.stream().map(size -> Keys.rendition(image, size))))
                .collect(Collectors.toSet());
        await().untilAsserted(() -> assertThat(stored()).isEqualTo(expected));
    }

    private Set<String> stored() {
        return Stream.of(Keys.ORIGINALS, Keys.RENDITIONS)
                .flatMap(objects::list)
                .map(StoredObject::key)
                .collect(Collectors.toSet());
    }

    private List<UUID> rows(String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(UUID.class).list());
    }
}
