package dev.sightline.upload;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sightline.demo.DemoCollection;
import dev.sightline.storage.Keys;
import dev.sightline.storage.ObjectStore;
import dev.sightline.storage.StorageException;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class UploadTest {

    @Inject
    Jdbi jdbi;

    @Inject
    ObjectStore objects;

    @Inject
    UploadSweep sweep;

    @BeforeEach
    void emptyLibrary() {
        Database.empty(jdbi);
    }

    /// An audit takes in what earlier tests left in the storage, and the next test empties the library.
    @AfterEach
    void nothingIsInWork() {
        await().until(() -> given().get("/api/jobs").jsonPath().<String, Integer>getMap("counts").keySet().stream()
                .noneMatch(state -> state.equals("waiting") || state.equals("running")));
    }

    @Test
    void aSlotHasTheFormForExactlyOneObject() {
        var slots = Client.offer("beach.png", 12, "image/png");

        assertThat(slots.getString("uploads[0].status")).isEqualTo("ready");
        assertThat(slots.getString("uploads[0].fields.key"))
                .isEqualTo(Keys.ORIGINALS + slots.getString("uploads[0].id"));
        assertThat(slots.getString("uploads[0].fields.Content-Type")).isEqualTo("image/png");
        assertThatThrownBy(() -> Client.send(slots, new byte[13])).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> Client.send(slots, new byte[11])).isInstanceOf(StorageException.class);
        assertThat(objects.head(Keys.ORIGINALS + slots.getString("uploads[0].id")))
                .isEmpty();
    }

    @Test
    void completeNeedsTheObjectAndCanBeRepeated() {
        var picture = DemoCollection.picture(2, 0);
        var slots = Client.offer(picture.name(), picture.bytes().length, picture.mediaType());
        var id = slots.getString("uploads[0].id");
        given().post("/api/uploads/{id}/complete", id).then().statusCode(409).body("code", is("object-missing"));

        Client.send(slots, picture.bytes());

        var first = Client.complete(slots);
        assertThat(Client.complete(slots)).isEqualTo(first);
        given().post("/api/uploads/{id}/complete", UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void anObjectOfAnotherSizeIsRefused() {
        var slots = Client.offer("beach.png", 12, "image/png");
        objects.put(Keys.ORIGINALS + slots.getString("uploads[0].id"), new byte[13], "image/png");

        given().post("/api/uploads/{id}/complete", slots.getString("uploads[0].id"))
                .then()
                .statusCode(422)
                .body("code", is("wrong-size"));
    }

    @Test
    void whatCannotBeTakenIsRefusedWithAReasonAndTheRestIsNot() {
        offer(
                        Map.of("name", "empty.png", "size", 0, "type", "image/png"),
                        Map.of("name", "notes.pdf", "size", 5, "type", "application/pdf"),
                        Map.of("name", "huge.jpg", "size", 1L << 40, "type", "image/jpeg"),
                        Map.of("name", "unknown", "size", 5, "type", ""))
                .statusCode(200)
                .body("uploads[0].status", is("refused"), "uploads[0].reason.code", is("empty"))
                .body("uploads[1].status", is("refused"), "uploads[1].reason.code", is("format-unsupported"))
                .body("uploads[1].reason.reason", containsString("notes.pdf"))
                .body("uploads[2].status", is("refused"), "uploads[2].reason.code", is("too-large"))
                .body("uploads[2].url", nullValue())
                .body("uploads[3].status", is("ready"), "uploads[3].url", notNullValue());
    }

    @Test
    void anOfferThatMakesNoSenseIsABadRequest() {
        offer().statusCode(400);
        offer(Map.of("name", "", "size", 5, "type", "image/png")).statusCode(400);
        offer(Map.of("name", "a.png", "type", "image/png")).statusCode(400);
        offer(Map.of("name", "a.png", "size", 5, "type", "image/png", "colour", "red"))
                .statusCode(400);
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "files", Collections.nCopies(101, Map.of("name", "a.png", "size", 5, "type", "image/png"))))
                .post("/api/uploads")
                .then()
                .statusCode(400);
    }

    @Test
    void aKnownHashSavesTheTransfer() throws NoSuchAlgorithmException {
        var picture = DemoCollection.picture(2, 1);
        var image = Client.upload(picture);
        Client.settled(image);
        var hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(picture.bytes()));

        offer(Map.of("name", "again.png", "size", picture.bytes().length, "type", "image/png", "sha256", hash))
                .body("uploads[0].status", is("duplicate"), "uploads[0].image", is(image.toString()))
                .body("uploads[0].url", nullValue());
    }

    @Test
    void anUploadThatIsNeverCompletedIsFoundByTheSweep() {
        var picture = DemoCollection.picture(2, 2);
        var slots = Client.offer(picture.name(), picture.bytes().length, picture.mediaType());
        Client.send(slots, picture.bytes());
        var id = slots.getUUID("uploads[0].id");
        age(id, "1 minute");

        sweep.sweep();

        assertThat(Client.settled(id).getString("status")).isEqualTo("ready");
    }

    @Test
    void aSlotWithoutAnObjectExpires() {
        var slots = Client.offer("never.png", 12, "image/png");
        var id = slots.getUUID("uploads[0].id");
        age(id, "1 minute");
        sweep.sweep();
        given().post("/api/uploads/{id}/complete", id).then().statusCode(409);

        age(id, "2 days");
        sweep.sweep();

        given().post("/api/uploads/{id}/complete", id).then().statusCode(410).body("code", is("upload-expired"));

        age(id, "8 days");
        sweep.sweep();
        given().post("/api/uploads/{id}/complete", id).then().statusCode(404);
    }

    @Test
    void aQueryPictureIsForgottenWithItsObject() {
        var picture = DemoCollection.picture(2, 3);
        JsonPath slots = given().contentType(ContentType.JSON)
                .body(Map.of(
                        "purpose",
                        "query",
                        "files",
                        List.of(Map.of("name", "q", "size", picture.bytes().length, "type", picture.mediaType()))))
                .post("/api/uploads")
                .then()
                .extract()
                .jsonPath();
        Client.send(slots, picture.bytes());
        var id = slots.getUUID("uploads[0].id");
        assertThat(objects.head(Keys.query(id))).isPresent();
        age(id, "2 days");

        sweep.sweep();

        assertThat(objects.head(Keys.query(id))).isEmpty();
        given().post("/api/uploads/{id}/complete", id).then().statusCode(404);
    }

    @Test
    void anObjectThatNothingIsKnownOfIsTakenIn() {
        var id = UUID.randomUUID();
        objects.put(Keys.original(id), DemoCollection.picture(2, 4).bytes(), "image/png");

        sweep.audit();

        assertThat(Client.settled(id).getString("status")).isEqualTo("ready");
    }

    @Test
    void aCancelledSlotTakesNothingAnyMore() {
        var picture = DemoCollection.picture(2, 5);
        var slots = Client.offer(picture.name(), picture.bytes().length, picture.mediaType());
        var id = slots.getUUID("uploads[0].id");
        Client.send(slots, picture.bytes());

        given().delete("/api/uploads/{id}", id).then().statusCode(204);

        assertThat(objects.head(Keys.original(id))).isEmpty();
        given().delete("/api/uploads/{id}", id).then().statusCode(204);
        given().post("/api/uploads/{id}/complete", id).then().statusCode(410).body("code", is("upload-cancelled"));

        // The form still holds for a while, and a transfer may have been under way.
        Client.send(slots, picture.bytes());
        age(id, "1 minute");
        sweep.sweep();
        sweep.audit();
        assertThat(objects.head(Keys.original(id))).isEmpty();
        given().get("/api/images/{id}", id).then().statusCode(404);
    }

    @Test
    void whatIsInTheLibraryIsNotCancelled() {
        var image = Client.upload(DemoCollection.picture(2, 6));

        given().delete("/api/uploads/{id}", image).then().statusCode(409).body("code", is("upload-completed"));
        given().delete("/api/uploads/{id}", UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void manyUploadsAreFollowedByOneRequest() {
        var picture = DemoCollection.picture(2, 7);
        var ready = Client.upload(picture);
        Client.settled(ready);
        var duplicate = Client.upload(picture);
        Client.settled(duplicate);
        var failed = Client.upload("notes.png", "image/png", new byte[] {1, 2, 3});
        Client.settled(failed);
        var open = Client.offer("never.png", 12, "image/png").getUUID("uploads[0].id");
        var cancelled = Client.offer("not.png", 12, "image/png").getUUID("uploads[0].id");
        given().delete("/api/uploads/{id}", cancelled).then().statusCode(204);

        given().contentType(ContentType.JSON)
                .body(Map.of("ids", List.of(open, ready, UUID.randomUUID(), duplicate, failed, cancelled)))
                .post("/api/uploads/status")
                .then()
                .statusCode(200)
                .body("uploads.status", is(List.of("open", "ready", "unknown", "duplicate", "failed", "cancelled")))
                .body("uploads[0].image", nullValue())
                .body("uploads[1].image", is(ready.toString()))
                .body("uploads[3].image", is(ready.toString()))
                .body("uploads[4].error.code", notNullValue());
        given().contentType(ContentType.JSON)
                .body(Map.of("ids", List.of()))
                .post("/api/uploads/status")
                .then()
                .statusCode(400);
    }

    private void age(UUID upload, String by) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        update upload set created_at = created_at - :by::interval, expires_at = expires_at - :by::interval
                        where id = :id
                        """).bind("by", by).bind("id", upload).execute());
    }

    @SafeVarargs
    private static ValidatableResponse offer(Map<String, Object>... files) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("files", List.of(files)))
                .post("/api/uploads")
                .then();
    }
}
