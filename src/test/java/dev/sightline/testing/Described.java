package dev.sightline.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Uploads with a sidecar, as the command line and the pages make them.
public final class Described {

    private Described() {}

    public static JsonPath offer(Map<String, ?> file) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("files", List.of(file)))
                .post("/api/uploads")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /// @param name ends with `.jpg`
    public static UUID upload(String name, byte[] jpeg, String sidecar) {
        var slots = offer(
                Map.of("name", name, "size", jpeg.length, "type", "image/jpeg", "sidecar", Map.of("text", sidecar)));
        Client.send(slots, jpeg);
        return Client.complete(slots);
    }
}
