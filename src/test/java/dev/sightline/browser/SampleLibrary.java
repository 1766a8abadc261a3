package dev.sightline.browser;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.labels.DemoQueries;
import dev.sightline.demo.labels.DemoQueries.Kind;
import dev.sightline.evaluation.Evaluating;
import dev.sightline.testing.Client;
import io.quarkus.arc.Arc;
import io.restassured.http.ContentType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/// A library with something in each of its places: drawn pictures, favourites, tags, one that failed, some in the
/// trash, somebody's history, evaluations of its search.
final class SampleLibrary {

    private SampleLibrary() {}

    /// @return the pictures that are there, the first one with a title, a description and tags
    static List<UUID> fill(int count) {
        var images = DemoCollection.pictures(count, DemoCollection.SEED, 0)
                .map(Client::upload)
                .toList();
        Client.settled(
                Client.upload("holiday.png", "image/png", "not a picture at all".getBytes(StandardCharsets.UTF_8)));
        images.forEach(Client::settled);
        describe(
                images.getFirst(),
                Map.of(
                        "title",
                        "The first one",
                        "description",
                        "Drawn, like all the others.",
                        "tags",
                        List.of("summer holiday", "drawn")));
        // Of the newest, which are at the top of the library.
        for (var image : images.subList(count - 10, count - 3)) {
            describe(image, Map.of("tags", List.of("drawn")));
            given().put("/api/images/{id}/favourite", image).then().statusCode(204);
        }
        for (var image : images.subList(count - 3, count)) {
            given().delete("/api/images/{id}", image).then().statusCode(204);
        }
        var there = images.subList(0, count - 3);
        findStyles();
        like();
        evaluate(there);
        return there;
    }

    /// By pixels alone and as searches are; by words alone it failed. And a set with a few pictures.
    private static void evaluate(List<UUID> images) {
        var seen = DemoQueries.of(Kind.PIXELS, DemoCollection.SEED, images.size()).stream()
                .limit(60)
                .map(query -> Evaluating.query(
                        query.text(), query.relevant().stream().collect(Collectors.toMap(images::get, _ -> 1))));
        var said = Stream.of("summer holiday", "holiday", "summer", "the first one", "like all the others", "first one")
                .map(text -> Evaluating.query(text, Map.of(images.getFirst(), 1)));
        var queries =
                Stream.concat(seen, said).<Map<String, ?>>map(query -> query).toList();
        for (var method : List.of("vector", "hybrid")) {
            Evaluating.finished(Evaluating.start("drawn pictures", null, method, queries));
        }
        var failed = Evaluating.finished(Evaluating.start("drawn pictures", null, "lexical", queries));
        Arc.container().instance(Jdbi.class).get().useHandle(handle -> handle.createUpdate("""
                        update evaluation set state = 'failed', report = null,
                            failure = 'The model that the queries were to be asked with was dropped.'
                        where id = :id
                        """)
                .bind("id", failed.getUUID("id"))
                .execute());
        for (int i = 0; i < 4; i++) {
            Client.settled(Client.uploadInto("catalogue.csv", DemoCollection.picture(DemoCollection.SEED, i)));
        }
    }

    private static void findStyles() {
        given().contentType(ContentType.JSON)
                .body(Map.of())
                .post("/api/styles")
                .then()
                .statusCode(202);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/api/styles").jsonPath().getString("job") == null);
    }

    /// One style more than another, both more than the rest.
    private static void like() {
        var styles = given().get("/api/styles").jsonPath().getList("styles.id", String.class);
        look(styles.getFirst(), 5, "view");
        look(styles.getFirst(), 3, "favourite");
        look(styles.getLast(), 3, "view");
    }

    private static void look(String style, int count, String type) {
        var events = given()
                .get("/api/styles/{id}/images?limit={count}", style, count)
                .jsonPath()
                .getList("images.id", String.class)
                .stream()
                .map(image ->
                        Map.of("id", UUID.randomUUID(), "image", image, "type", type, "query", "q=boat", "position", 1))
                .toList();
        given().contentType(ContentType.JSON)
                .body(Map.of("events", events))
                .post("/api/interactions")
                .then()
                .statusCode(202);
    }

    private static void describe(UUID image, Map<String, ?> words) {
        given().contentType("application/merge-patch+json")
                .body(words)
                .patch("/api/images/{id}", image)
                .then()
                .statusCode(200);
    }
}
