package dev.sightline.browser;

import static io.restassured.RestAssured.given;

import dev.sightline.demo.DemoCollection;
import dev.sightline.testing.Client;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A library with something in each of its places: drawn pictures, favourites, tags, one that failed, some in the
/// trash.
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
        return images.subList(0, count - 3);
    }

    private static void describe(UUID image, Map<String, ?> words) {
        given().contentType("application/merge-patch+json")
                .body(words)
                .patch("/api/images/{id}", image)
                .then()
                .statusCode(200);
    }
}
