package dev.sightline.search;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toMap;
import static org.awaitility.Awaitility.await;

import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.scene.Scene;
import dev.sightline.testing.Client;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;

/// Drawn pictures in the running library, of which everything is known.
final class DrawnLibrary {

    private final Map<UUID, Scene> pictures;

    private DrawnLibrary(Map<UUID, Scene> pictures) {
        this.pictures = pictures;
    }

    /// Uploads those that are not there yet, as a browser would, and waits until they are understood.
    ///
    /// @param seed of the pictures that are there, if any are
    static DrawnLibrary of(Jdbi jdbi, long seed, int count) {
        var before = ready(jdbi);
        IntStream.range(0, count)
                .filter(index -> !before.containsKey(index))
                .forEach(index -> Client.upload(DemoCollection.picture(seed, index)));
        await().atMost(Duration.ofMinutes(2)).until(() -> ready(jdbi).size() >= count);
        var there = ready(jdbi);
        return new DrawnLibrary(IntStream.range(0, count)
                .boxed()
                .collect(toMap(there::get, index -> Scene.of(seed, index), (one, _) -> one, LinkedHashMap::new)));
    }

    /// By their index, which names are numbered by, from 1.
    private static Map<Integer, UUID> ready(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select substring(name from '[0-9]+')::int - 1 as index, id from image
                        where state = 'ready' and name like 'demo-%'
                        """).reduceRows(new HashMap<>(), (ready, row) -> {
            ready.put(row.getColumn("index", Integer.class), row.getColumn("id", UUID.class));
            return ready;
        }));
    }

    /// Finds styles unless some were found before.
    ///
    /// @param k how many, or null: as many as there seem to be
    void findStyles(Integer k) {
        if (isStyled()) {
            return;
        }
        var order = new HashMap<String, Integer>();
        order.put("k", k);
        given().contentType(ContentType.JSON)
                .body(order)
                .post("/api/styles")
                .then()
                .statusCode(202);
        await().atMost(Duration.ofMinutes(5)).until(DrawnLibrary::isStyled);
    }

    private static boolean isStyled() {
        return given().get("/api/styles").jsonPath().get("found") != null;
    }

    Scene scene(UUID image) {
        return pictures.get(image);
    }

    /// In the order in which they were drawn.
    List<UUID> showing(Predicate<Scene> wanted) {
        return pictures.entrySet().stream()
                .filter(picture -> wanted.test(picture.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
