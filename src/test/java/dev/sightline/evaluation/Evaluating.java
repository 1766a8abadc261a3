package dev.sightline.evaluation;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.sightline.demo.DemoCollection;
import dev.sightline.testing.Client;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Evaluations by the API, as a program makes them.
public final class Evaluating {

    private Evaluating() {}

    /// A picture in a set that is found by its title.
    public static UUID titled(String set, long seed, int index, String title) {
        var image = Client.uploadInto(set, DemoCollection.picture(seed, index));
        Client.settled(image);
        given().contentType("application/merge-patch+json")
                .body(Map.of("title", title))
                .patch("/api/images/{id}", image)
                .then()
                .statusCode(200);
        return image;
    }

    /// @param relevant images with their grades
    public static Map<String, ?> query(String text, Map<UUID, Integer> relevant) {
        return Map.of(
                "text",
                text,
                "relevant",
                relevant.entrySet().stream()
                        .map(one -> Map.of("image", one.getKey(), "grade", one.getValue()))
                        .toList());
    }

    /// @param set     null for the library
    /// @param queries null for what was recorded
    public static ValidatableResponse start(String labels, String set, String method, List<Map<String, ?>> queries) {
        var order = new HashMap<String, Object>(Map.of("labels", labels));
        order.put("set", set);
        order.put("method", method);
        order.put("queries", queries);
        return given().contentType(ContentType.JSON)
                .body(order)
                .post("/api/evaluations")
                .then();
    }

    /// The evaluation once it has ended.
    public static JsonPath finished(ValidatableResponse started) {
        return finished(started.statusCode(202).extract().jsonPath().getUUID("id"));
    }

    public static JsonPath finished(UUID id) {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> given().get("/api/evaluations/{id}", id)
                                .then()
                                .statusCode(200)
                                .extract()
                                .jsonPath(),
                        evaluation -> !evaluation.getString("state").equals("running"));
    }
}
