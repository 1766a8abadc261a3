package dev.sightline.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.DemoPicture;
import dev.sightline.storage.Keys;
import dev.sightline.storage.ObjectStore;
import dev.sightline.storage.StorageException;
import dev.sightline.storage.StoredObject;
import dev.sightline.testing.BehindStorageFront;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.StorageFront;
import dev.sightline.testing.StorageFront.Fault;
import dev.sightline.testing.StorageFront.Fault.Cut;
import dev.sightline.testing.StorageFront.Fault.Drop;
import dev.sightline.testing.StorageFront.Fault.Refusal;
import dev.sightline.testing.StorageFront.Fault.Silence;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A storage that is busy, slow, breaks off, does not take our credentials for a while, or is away: nothing is lost,
/// nothing is there twice, all goes on alone, and people are told.
@QuarkusTest
@QuarkusTestResource(value = BehindStorageFront.class, restrictToAnnotatedClass = true)
class StorageFaultsTest {

    private static final Logger LOG = Logger.getLogger(StorageFaultsTest.class);

    private static final Fault BUSY = new Refusal(503, "SlowDown");
    private static final Fault ENDED = new Refusal(400, "ExpiredToken");
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int ATTEMPTS = 1;

    private static int next;

    @Inject
    Jdbi jdbi;

    @Inject
    ObjectStore objects;

    @Inject
    @All
    List<SweepTask> sweeps;

    @Inject
    @All
    List<QueuedTask> tasks;

    StorageFront front;

    @BeforeEach
    void emptyLibrary() {
        front.well();
        jdbi.useHandle(handle -> handle.execute("delete from deletion"));
        jdbi.useHandle(handle -> handle.execute("delete from repair"));
        Database.empty(jdbi);
    }

    @AfterEach
    void well() {
        front.well();
    }

    private static Predicate<String> reading(String prefix) {
        return line -> line.startsWith("GET ") && line.contains("/" + prefix);
    }

    private static Predicate<String> writing(String prefix) {
        return line -> line.startsWith("PUT ") && line.contains("/" + prefix);
    }

    @Test
    void originalsThatCannotBeReadWaitForAStorageThatIsBusy() {
        waitsAndIsReadyOnce(reading(Keys.ORIGINALS), BUSY, "busy or broken (HTTP 503, SlowDown)");
    }

    @Test
    void originalsThatCannotBeReadWaitForCredentials() {
        waitsAndIsReadyOnce(reading(Keys.ORIGINALS), ENDED, "does not take the credentials (HTTP 400, ExpiredToken)");
    }

    @Test
    void originalsOfWhichOnlyAPartArrivesAreNoDamagedPictures() {
        waitsAndIsReadyOnce(reading(Keys.ORIGINALS), new Cut(2000), "did not answer");
    }

    @Test
    void renditionsThatCannotBeWrittenWait() {
        waitsAndIsReadyOnce(writing(Keys.RENDITIONS), new Drop(), "did not answer");
    }

    @Test
    void renditionsThatCannotBeWrittenWaitForCredentials() {
        waitsAndIsReadyOnce(
                writing(Keys.RENDITIONS), new Refusal(403, "InvalidAccessKeyId"), "does not take the credentials");
    }

    /// More attempts fail than a picture has.
    private void waitsAndIsReadyOnce(Predicate<String> of, Fault fault, String said) {
        front.trouble(of, fault);
        var images = upload(2);
        for (var image : images) {
            await().atMost(PATIENCE).until(() -> attempts(image) > ATTEMPTS);
            given().get("/api/images/{id}", image).then().body("status", is("processing"));
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/activity").then().body(containsString(said)));

        front.well();

        images.forEach(this::assertWhole);
        assertThat(objects.list(Keys.ORIGINALS)).hasSize(2);
        assertThat(objects.list(Keys.RENDITIONS)).hasSize(6);
        assertThat(count("vector")).isEqualTo(2);
        assertThat(count("image")).isEqualTo(2);
        given().get("/api/status").then().body("jobs.done", is(2), "images.ready", is(2), "images.failed", is(0));
    }

    @Test
    void slowAnswersDelayAndNothingElse() {
        var end = new CountDownLatch(1);
        front.trouble(reading(Keys.ORIGINALS), new Silence(end));
        var image = upload(1).getFirst();
        await().atMost(PATIENCE).until(() -> front.faults() > 0);
        given().get("/api/images/{id}", image).then().body("status", is("processing"));

        end.countDown();

        assertWhole(image);
        assertThat(attempts(image)).isEqualTo(1);
    }

    @Test
    void anUploadThatCannotBeLookedUpIsCompletedLater() {
        var picture = picture();
        var slots = Client.offer(picture.name(), picture.bytes().length, picture.mediaType());
        Client.send(slots, picture.bytes());
        for (var fault : List.of(BUSY, ENDED, new Drop())) {
            front.trouble(fault);
            given().post("/api/uploads/{id}/complete", slots.getString("uploads[0].id"))
                    .then()
                    .statusCode(503)
                    .body("code", is("storage-unavailable"))
                    .header("Retry-After", notNullValue());
        }

        front.well();

        assertWhole(Client.complete(slots));
        assertThat(count("image")).isEqualTo(1);
    }

    @Test
    void nobodyTakesAnUnreadStorageForAnEmptyOne() {
        var images = upload(2);
        images.forEach(this::assertWhole);
        var there = objects.list("").map(StoredObject::key).toList();

        for (var fault : List.of(BUSY, ENDED, new Refusal(403, "AccessDenied"), new Cut(300))) {
            front.trouble(fault);
            sweepAndAudit();
        }
        front.trouble(line -> line.contains("prefix=" + Keys.RENDITIONS), ENDED);
        sweepAndAudit();
        front.well();
        sweepAndAudit();

        images.forEach(image -> given().get("/api/images/{id}", image).then().body("status", is("ready")));
        assertThat(objects.list("").map(StoredObject::key)).containsExactlyElementsOf(there);
        assertThat(count("repair")).isZero();
        assertThat(images).allMatch(image -> attempts(image) == 1);
    }

    /// As the queue does: one that fails keeps no other from its turn.
    private void sweepAndAudit() {
        for (var task : sweeps) {
            for (var part : List.<Runnable>of(task::sweep, task::audit)) {
                try {
                    part.run();
                } catch (StorageException e) {
                    LOG.infof("It is repeated: %s", e.getMessage());
                }
            }
        }
    }

    @Test
    void whatIsDeletedGoesWhenTheStorageIsBack() {
        var images = upload(2);
        images.forEach(this::assertWhole);
        for (var fault : List.of(BUSY, ENDED)) {
            front.trouble(fault);
            var image = images.get(fault == BUSY ? 0 : 1);
            given().delete("/api/images/{id}", image).then().statusCode(204);
            given().delete("/api/trash").then().statusCode(202).body("deleted", is(1));
            given().get("/api/images/{id}", image).then().statusCode(404);
            assertThat(deletion().attempt("all")).isInstanceOf(Outcome.Postponed.class);
            front.well();
            assertThat(objects.list(Keys.renditions(image))).isNotEmpty();
        }

        await().atMost(PATIENCE).until(() -> deletion().attempt("all") instanceof Outcome.Finished);

        assertThat(objects.list("")).isEmpty();
        assertThat(count("deletion")).isZero();
        sweepAndAudit();
        assertThat(count("image")).isZero();
        assertThat(count("repair")).isZero();
    }

    private QueuedTask deletion() {
        return tasks.stream()
                .filter(task -> task.name().equals("deletion"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void pagesSayThatItIsAwayAsLongAsItIs() {
        var image = upload(1).getFirst();
        assertWhole(image);
        given().get("/").then().statusCode(200).body(not(containsString("The object storage")));
        given().get("/storage/notice").then().statusCode(200).body(not(containsString("The object storage")));
        given().get("/q/health/ready").then().statusCode(200);

        for (var fault : List.of(new Drop(), BUSY, ENDED)) {
            front.trouble(fault);
            given().get("/q/health/ready")
                    .then()
                    .statusCode(503)
                    .body("checks.findAll { it.status == 'DOWN' }.name", is(List.of("storage")));
            given().get("/storage/notice").then().statusCode(200).body(containsString("The object storage"));
            for (var page : List.of("/", "/images/" + image, "/activity", "/search?q=boat", "/trash")) {
                given().accept("text/html").get(page).then().statusCode(200).body(containsString("The object storage"));
            }
            given().get("/api/status").then().statusCode(200).body("storage.trouble", containsString("storage"));

            front.well();
            given().get("/storage/notice").then().statusCode(200).body(not(containsString("The object storage")));
            given().get("/").then().statusCode(200).body(not(containsString("The object storage")));
            given().get("/api/status").then().body("storage.trouble", is(""));
        }
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void aStorageThatDoesNotAnswerAtAllIsNotWaitedForByPages() {
        var end = new CountDownLatch(1);
        front.trouble(new Silence(end));
        try {
            given().get("/storage/notice").then().statusCode(200).body(containsString("did not answer"));
            given().get("/q/health/ready").then().statusCode(503);
            given().get("/").then().statusCode(200).body(containsString("did not answer"));
        } finally {
            end.countDown();
        }
    }

    private static DemoPicture picture() {
        return DemoCollection.picture(61, next++);
    }

    private static List<UUID> upload(int count) {
        return IntStream.range(0, count).mapToObj(_ -> Client.upload(picture())).toList();
    }

    private int attempts(UUID image) {
        return jdbi.withHandle(handle -> handle.createQuery("select attempts from job where image_id = ?")
                .bind(0, image)
                .mapTo(int.class)
                .one());
    }

    private long count(String table) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(long.class)
                .one());
    }

    private void assertWhole(UUID image) {
        assertThat(Client.settled(image).getString("status")).isEqualTo("ready");
        assertThat(objects.list(Keys.renditions(image))).hasSize(3);
    }
}
