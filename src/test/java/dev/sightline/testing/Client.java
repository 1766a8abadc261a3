package dev.sightline.testing;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.sightline.demo.DemoPicture;
import dev.sightline.storage.PostForm;
import dev.sightline.storage.PresignedPost;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What a browser does, for tests: through the running service and straight to the storage.
public final class Client {

    private static final PostForm FORM = new PostForm(HttpClient.newHttpClient());

    private Client() {}

    public static JsonPath offer(String name, long size, String type) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("files", List.of(Map.of("name", name, "size", size, "type", type))))
                .post("/api/uploads")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /// Sends the bytes to the storage for a slot that [#offer] gave.
    public static void send(JsonPath slots, byte[] bytes) {
        var post = new PresignedPost(URI.create(slots.getString("uploads[0].url")), slots.getMap("uploads[0].fields"));
        try {
            FORM.send(post, BodyPublishers.ofByteArray(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static UUID complete(JsonPath slots) {
        return given().post("/api/uploads/{id}/complete", slots.getString("uploads[0].id"))
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getUUID("image");
    }

    /// Slot, bytes, done: the id of the image.
    public static UUID upload(String name, String type, byte[] bytes) {
        var slots = offer(name, bytes.length, type);
        send(slots, bytes);
        return complete(slots);
    }

    public static UUID upload(DemoPicture picture) {
        return upload(picture.name(), picture.mediaType(), picture.bytes());
    }

    /// The same into an evaluation set.
    public static UUID uploadInto(String set, DemoPicture picture) {
        var file = Map.of("name", picture.name(), "size", picture.bytes().length, "type", picture.mediaType());
        var slots = given().contentType(ContentType.JSON)
                .body(Map.of("set", set, "files", List.of(file)))
                .post("/api/uploads")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        send(slots, picture.bytes());
        return complete(slots);
    }

    /// Waits until an image is ready or failed.
    public static JsonPath settled(UUID image) {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> given().get("/api/images/{id}", image)
                                .then()
                                .extract()
                                .jsonPath(),
                        answer -> Set.of("ready", "failed").contains(answer.getString("status")));
    }

    /// Tells that somebody has looked at a result of a search.
    ///
    /// @param query    as the address of the page has it
    /// @param position from 1
    public static void look(UUID image, String query, int position) {
        var event =
                Map.of("id", UUID.randomUUID(), "image", image, "type", "view", "query", query, "position", position);
        given().contentType(ContentType.JSON)
                .body(Map.of("events", List.of(event)))
                .post("/api/interactions")
                .then()
                .statusCode(202);
    }

    public static JsonPath search(Map<String, ?> request) {
        return given().contentType(ContentType.JSON)
                .body(request)
                .post("/api/search")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
