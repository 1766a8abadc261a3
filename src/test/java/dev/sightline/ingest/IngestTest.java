package dev.sightline.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.sightline.demo.DemoCollection;
import dev.sightline.embedding.Vector;
import dev.sightline.storage.Keys;
import dev.sightline.storage.ObjectStore;
import dev.sightline.storage.StoredObject;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class IngestTest {

    @Inject
    Jdbi jdbi;

    @Inject
    ObjectStore objects;

    @Inject
    IngestSweep sweep;

    @Inject
    ThumbnailSweep thumbnails;

    @BeforeEach
    void emptyLibrary() {
        Database.empty(jdbi);
    }

    @Test
    void anUploadedPictureIsReadyWithRenditionsAndAVector() throws IOException {
        var picture = DemoCollection.picture(1, 0);
        var image = Client.upload(picture);
        var answer = Client.settled(image);

        var drawn = ImageIO.read(new ByteArrayInputStream(picture.bytes()));
        assertThat(answer.getString("status")).isEqualTo("ready");
        assertThat(answer.getString("name")).isEqualTo(picture.name());
        assertThat(answer.getString("type")).isEqualTo(picture.mediaType());
        assertThat(answer.getLong("size")).isEqualTo(picture.bytes().length);
        assertThat(answer.getInt("width")).isEqualTo(drawn.getWidth());
        assertThat(answer.getInt("height")).isEqualTo(drawn.getHeight());
        assertThat(answer.getList("colours", String.class))
                .hasSizeBetween(1, 5)
                .allMatch(c -> c.matches("#[0-9a-f]{6}"));
        assertThat(answer.getString("placeholder")).isNotBlank();
        assertThat(answer.getBoolean("favourite")).isFalse();
        assertThat(objects.get(Keys.original(image))).isEqualTo(picture.bytes());
        assertThat(objects.list(Keys.renditions(image)).map(StoredObject::key))
                .containsExactlyInAnyOrder(
                        Keys.rendition(image, 320), Keys.rendition(image, 640), Keys.rendition(image, 1440));
        assertThat(vectors()).containsOnlyKeys(image);
    }

    @Test
    void anImageOfAnEarlierVersionGetsItsThumbnailForDenseDisplaysAndStaysInSearch() throws IOException {
        var image = Client.upload(DemoCollection.picture(1, 5));
        Client.settled(image);
        var dense = Keys.rendition(image, 640);
        objects.delete(dense);
        jdbi.useHandle(handle -> handle.execute("update image set thumbnail_2x = false"));
        sweep.audit();
        assertThat(given().get("/api/images/{id}", image).jsonPath().getString("status"))
                .isEqualTo("ready");
        assertThat(given().accept("text/html").get("/").asString()).doesNotContain("/640.jpg");

        thumbnails.sweep();

        await().untilAsserted(
                        () -> assertThat(given().accept("text/html").get("/").asString())
                                .containsPattern("srcset=\"[^\"]*/640\\.jpg[^\"]* 2x\""));
        var made = ImageIO.read(new ByteArrayInputStream(objects.get(dense)));
        assertThat(Math.max(made.getWidth(), made.getHeight())).isEqualTo(640);
        assertThat(vectors()).containsOnlyKeys(image);
    }

    @Test
    void renditionsAreFetchedByRedirect() throws IOException {
        var image = Client.upload(DemoCollection.picture(1, 1));
        Client.settled(image);

        var thumbnail = ImageIO.read(new ByteArrayInputStream(given().get("/api/images/{id}/thumbnail", image)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray()));

        assertThat(Math.max(thumbnail.getWidth(), thumbnail.getHeight())).isEqualTo(320);
    }

    @Test
    void theSameBytesAreTakenInOnce() {
        var picture = DemoCollection.picture(1, 2);
        var first = Client.upload(picture);
        Client.settled(first);
        var slots = Client.offer("another name.png", picture.bytes().length, picture.mediaType());
        Client.send(slots, picture.bytes());
        var second = Client.complete(slots);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().post("/api/uploads/{id}/complete", slots.getString("uploads[0].id"))
                        .then()
                        .body("status", is("duplicate"), "image", is(first.toString())));
        given().get("/api/images/{id}", second).then().statusCode(200).body("id", is(first.toString()));
        assertThat(objects.list(Keys.ORIGINALS).map(StoredObject::key)).contains(Keys.original(first));
        await().untilAsserted(
                        () -> assertThat(objects.head(Keys.original(second))).isEmpty());
        assertThat(vectors()).containsOnlyKeys(first);
    }

    @Test
    void aDuplicateOfATrashedImageRestoresIt() {
        var picture = DemoCollection.picture(1, 3);
        var image = Client.upload(picture);
        Client.settled(image);
        given().delete("/api/images/{id}", image).then().statusCode(204);
        given().get("/api/images/{id}", image).then().body("status", is("trashed"));

        Client.upload(picture);

        await().untilAsserted(
                        () -> given().get("/api/images/{id}", image).then().body("status", is("ready")));
    }

    @Test
    void whatIsNoPictureFailsWithAReasonAndStaysWhereItIs() {
        var bytes = "<html><body>not a picture</body></html>".getBytes(StandardCharsets.UTF_8);
        var image = Client.upload("page.jpg", "image/jpeg", bytes);
        var answer = Client.settled(image);

        assertThat(answer.getString("status")).isEqualTo("failed");
        assertThat(answer.getString("error.code")).isNotBlank();
        assertThat(answer.getString("error.reason")).isNotBlank();
        assertThat(objects.get(Keys.original(image))).isEqualTo(bytes);
        var job = given().get("/api/jobs?state=failed").then().extract().jsonPath();
        assertThat(job.getUUID("jobs[0].image")).isEqualTo(image);
        assertThat(job.getInt("jobs[0].attempts")).isEqualTo(1);
    }

    @Test
    void whatFailedIsTakenInWhenItIsUploadedAgain() {
        var picture = DemoCollection.picture(1, 5);
        var lost = Client.upload(picture);
        Client.settled(lost);
        objects.delete(Keys.original(lost));
        sweep.audit();
        assertThat(Client.settled(lost).getString("error.code")).isEqualTo("object-missing");

        var again = Client.upload(picture);

        assertThat(Client.settled(again).getString("status")).isEqualTo("ready");
        assertThat(objects.get(Keys.original(again))).isEqualTo(picture.bytes());
    }

    @Test
    void aFailedImageCanBeRetried() {
        var image = Client.upload(
                "broken.png",
                "image/png",
                Arrays.copyOf(DemoCollection.picture(1, 4).bytes(), 100));
        assertThat(Client.settled(image).getString("status")).isEqualTo("failed");
        objects.put(Keys.original(image), DemoCollection.picture(1, 4).bytes(), "image/png");

        given().post("/api/jobs/retry-failed").then().statusCode(202).body("retried", is(1));

        assertThat(Client.settled(image).getString("status")).isEqualTo("ready");
    }

    private Map<UUID, Vector> vectors() {
        return jdbi.withHandle(handle -> handle.createQuery("select image_id, embedding from vector")
                .reduceRows(new HashMap<>(), (found, row) -> {
                    var vector = Vector.fromBytes(row.getColumn("embedding", byte[].class));
                    assertThat(vector.cosine(vector)).isCloseTo(1, within(1e-5));
                    found.put(row.getColumn("image_id", UUID.class), vector);
                    return found;
                }));
    }
}
