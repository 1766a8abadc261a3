package dev.sightline.style;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.DemoPicture;
import dev.sightline.demo.scene.Style;
import dev.sightline.embedding.Vector;
import dev.sightline.index.Generations;
import dev.sightline.ingest.JobQueue;
import dev.sightline.library.Collections;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Styles of the drawn pictures, whose true styles are known.
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StylesTest {

    private static final int COUNT = 240;

    @Inject
    Jdbi jdbi;

    @Inject
    Styles styles;

    @Inject
    StyleSweep sweep;

    @Inject
    Collections collections;

    @Inject
    ClusteringRepository repository;

    @Inject
    Generations generations;

    @Inject
    JobQueue queue;

    private final Map<UUID, DemoPicture> pictures = new LinkedHashMap<>();

    @BeforeEach
    void takeIn() {
        if (pictures.isEmpty()) {
            Database.empty(jdbi);
            IntStream.range(0, COUNT).forEach(this::upload);
            pictures.keySet().forEach(Client::settled);
        }
        jdbi.useHandle(handle -> handle.execute("delete from clustering"));
    }

    private UUID upload(int index) {
        var picture = DemoCollection.picture(DemoCollection.SEED, index);
        var image = Client.upload(picture);
        pictures.put(image, picture);
        return image;
    }

    @Test
    void eightStylesAreTheDrawnStylesAndAreCalledSo() {
        find(Map.of("k", 8));
        int pure = 0;
        int named = 0;
        var seen = new HashSet<UUID>();
        for (var style : list().getList("styles.id", UUID.class)) {
            var images = imagesOf(style);
            seen.addAll(images);
            var drawn = images.stream()
                    .collect(groupingBy(image -> pictures.get(image).scene().style(), counting()));
            var most =
                    drawn.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
            pure += most.getValue();
            named += name(style).toLowerCase().startsWith(word(most.getKey())) ? 1 : 0;
        }
        assertThat(seen).isEqualTo(pictures.keySet());
        assertThat(pure / (double) COUNT).isGreaterThanOrEqualTo(0.95);
        assertThat(named).isGreaterThanOrEqualTo(7);
    }

    private static String word(Style style) {
        return style == Style.PASTEL ? "soft pastel" : style.words().getFirst();
    }

    @Test
    void choosesAsManyStylesAsWereDrawnAndSaysWhy() {
        find(Map.of());
        var found = list();
        assertThat(found.getInt("found.k")).isEqualTo(Style.values().length);
        assertThat(found.getString("found.reason")).contains("silhouette");
        assertThat(found.getList("found.tried.k", Integer.class))
                .contains(2, 8, 16)
                .isSorted();
        assertThat(found.getList("found.tried.silhouette", Double.class))
                .allSatisfy(value -> assertThat(value).isBetween(-1.0, 1.0));
        assertThat(found.getList("styles")).hasSize(Style.values().length);
    }

    @Test
    void listsTheImagesOfAStyleByClosenessWithoutRepeatingAny() {
        find(Map.of("k", 3));
        var all = new ArrayList<UUID>();
        for (var style : list().getList("styles.id", UUID.class)) {
            var paged = new ArrayList<UUID>();
            String cursor = null;
            do {
                var page = page(style, 7, cursor);
                paged.addAll(page.getList("images.id", UUID.class));
                cursor = page.getString("next");
                assertThat(page.getLong("total.count")).isEqualTo(size(style));
            } while (cursor != null);
            assertThat(paged).hasSize((int) size(style)).isEqualTo(imagesOf(style));
            all.addAll(paged);
            assertCloserFirst(style, paged);
        }
        assertThat(all).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(pictures.keySet());
    }

    private void assertCloserFirst(UUID style, List<UUID> images) {
        var centroid = styles.get(collections.library(), style).centroid();
        var closeness =
                images.stream().map(image -> -vector(image).cosine(centroid)).toList();
        for (int i = 1; i < closeness.size(); i++) {
            assertThat(closeness.get(i)).isGreaterThanOrEqualTo(closeness.get(i - 1) - 1e-6);
        }
    }

    private Vector vector(UUID image) {
        byte[] embedding = jdbi.withHandle(
                handle -> handle.createQuery("select embedding from vector where image_id = :image and kind = 'image'")
                        .bind("image", image)
                        .mapTo(byte[].class)
                        .first());
        return Vector.fromBytes(embedding);
    }

    @Test
    void aNewPictureIsGivenItsStyleWhenItIsTakenIn() {
        find(Map.of("k", 8));
        var image = upload(COUNT + 7);
        try {
            Client.settled(image);
            await().atMost(Duration.ofSeconds(30)).until(() -> styleOf(image) != null);
            var drawn = pictures.get(image).scene().style();
            var alike = imagesOf(styleOf(image)).stream()
                    .filter(other -> pictures.get(other).scene().style() == drawn)
                    .count();
            assertThat(alike).isGreaterThan(size(styleOf(image)) / 2);
            assertThat(list().getInt("found.drift.added")).isOne();
            assertThat(list().getBoolean("found.drift.fitAgain")).isFalse();
        } finally {
            given().delete("/api/images/{id}", image);
            pictures.remove(image);
        }
    }

    @Test
    void aNameOfAPersonIsCarriedToTheStyleThatHasMostOfItsPictures() {
        find(Map.of("k", 8));
        var style = list().getUUID("styles[0].id");
        var images = Set.copyOf(imagesOf(style));
        rename(style, "  Grandfather's   drawings ").statusCode(200);
        assertThat(list().getString("styles.find { it.id == '%s' }.name".formatted(style)))
                .isEqualTo("Grandfather's drawings");
        find(Map.of("k", 12));
        var after = list();
        assertThat(after.getList("styles.id", UUID.class)).doesNotContain(style);
        assertThat(after.getList("styles.findAll { it.named }.name")).containsExactly("Grandfather's drawings");
        var carried = imagesOf(UUID.fromString(after.getString("styles.find { it.named }.id")));
        var other = new HashMap<UUID, Long>();
        after.getList("styles.id", UUID.class)
                .forEach(id -> other.put(
                        id, imagesOf(id).stream().filter(images::contains).count()));
        assertThat(carried.stream().filter(images::contains).count())
                .isEqualTo(
                        other.values().stream().mapToLong(Long::longValue).max().orElseThrow());
    }

    @Test
    void aNameIsThereOnceAndIsAName() {
        find(Map.of("k", 2));
        var ids = list().getList("styles.id", UUID.class);
        rename(ids.getFirst(), "Boats").statusCode(200);
        rename(ids.getLast(), "boats").statusCode(409);
        rename(ids.getLast(), " ").statusCode(422);
        rename(ids.getLast(), "\"quoted\"").statusCode(422);
        rename(UUID.randomUUID(), "Boats").statusCode(404);
    }

    @Test
    void searchesAndListsAreFilteredByStyle() {
        find(Map.of("k", 8));
        var style = list().getUUID("styles[0].id");
        rename(style, "The \u00c9cole").statusCode(200);
        var images = Set.copyOf(imagesOf(style));
        assertThat(listed("the \u00e9cole")).isEqualTo(images);
        assertThat(listed("nothing is called so")).isEmpty();
        var found = Client.search(Map.of("text", "house", "filter", "style:\"The \u00c9cole\"", "limit", 200));
        assertThat(images).containsAll(found.getList("results.image.id", UUID.class));
        assertThat(styles.images(List.of(style))).isEqualTo(images);
        assertThat(styles.ofImages(collections.library(), pictures.keySet()).entrySet().stream()
                        .filter(entry -> entry.getValue().equals(style))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(images);
    }

    @Test
    void anImageSaysItsStyle() {
        find(Map.of("k", 8));
        var style = list().getUUID("styles[0].id");
        rename(style, "Clay").statusCode(200);
        var image = imagesOf(style).getFirst();
        given().get("/api/images/{id}", image).then().body("style", equalTo("Clay"));
        given().get("/images/{id}", image).then().body(containsString("href=\"/search?q=style:%22Clay%22\""));
        var others = pictures.keySet().stream()
                .filter(Predicate.not(Set.copyOf(imagesOf(style))::contains))
                .toList();
        given().get("/api/images/{id}", others.getFirst()).then().body("style", not(equalTo("Clay")));
    }

    @Test
    void namesAreProposedWhileSomebodyTypes() {
        find(Map.of("k", 8));
        var style = list().getUUID("styles[0].id");
        rename(style, "Winter Clay").statusCode(200);
        assertThat(proposed("style:wi")).containsExactly("style:\"Winter Clay\"");
        assertThat(proposed("boat style:cla")).contains("style:\"Winter Clay\"");
        assertThat(proposed("clay")).contains("style:\"Winter Clay\"");
        assertThat(proposed("style:%")).isEmpty();
    }

    private static List<String> proposed(String typed) {
        return given().queryParam("q", typed)
                .get("/search/suggestions")
                .then()
                .statusCode(200)
                .extract()
                .htmlPath()
                .getList("**.findAll { it.@class == 'words' }", String.class);
    }

    private static Set<UUID> listed(String style) {
        return new HashSet<>(given().queryParam("style", style)
                .queryParam("limit", 200)
                .get("/api/images")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("images.id", UUID.class));
    }

    @Test
    void whatCannotBeFoundIsRefused() {
        start(Map.of("k", 100_000)).statusCode(400);
        start(Map.of("k", 1000)).statusCode(422);
        given().get("/api/styles/{id}/images", UUID.randomUUID()).then().statusCode(404);
        given().post("/api/styles/retry").then().statusCode(409);
    }

    @Test
    void whatAKilledProcessHadDoneIsNotDoneAgain() {
        find(Map.of());
        var clustering = jdbi.withHandle(handle -> handle.createQuery("select id from clustering")
                .mapTo(UUID.class)
                .one());
        // As it is after a kill in the middle: some numbers tried, one of which would be another if it were tried
        // again.
        jdbi.useHandle(handle -> {
            handle.execute("delete from style");
            handle.execute("update clustering set state = 'choosing', k = null, distance = null, active_at = null");
            handle.execute("delete from clustering_candidate where k > 4");
            handle.execute("update clustering_candidate set silhouette = 0.987, stability = 1 where k = 3");
        });
        jdbi.useHandle(handle -> handle.execute("delete from scheduled_tasks where task_name = 'styles'"));
        sweep.sweep();
        awaitFound();
        assertThat(list().getInt("found.k")).isEqualTo(3);
        UUID after = jdbi.withHandle(handle -> handle.createQuery("select id from clustering")
                .mapTo(UUID.class)
                .one());
        assertThat(after).isEqualTo(clustering);
    }

    @Test
    void theFirstStylesAreFoundWithoutBeingAskedForOnceAllPicturesAreTakenIn() {
        from(0).startFirst();
        from(COUNT + 1).startFirst();
        assertThat(list().getString("job")).isNull();
        var image = List.copyOf(pictures.keySet()).getFirst();
        setState(image, "decoded");
        from(COUNT - 1).startFirst();
        assertThat(list().getString("job")).isNull();
        setState(image, "ready");
        from(COUNT).startFirst();
        awaitFound();
        assertThat(list().getInt("found.k")).isEqualTo(Style.values().length);
        var first = list().getUUID("styles[0].id");
        from(COUNT).startFirst();
        assertThat(list().getString("job")).isNull();
        assertThat(list().getUUID("styles[0].id")).isEqualTo(first);
    }

    private Clusterings from(int pictures) {
        var config = new StyleConfig() {
            @Override
            public int sample() {
                return 30_000;
            }

            @Override
            public int from() {
                return pictures;
            }
        };
        return new Clusterings(repository, collections, generations, config, queue);
    }

    private void setState(UUID image, String state) {
        jdbi.useHandle(handle -> handle.execute("update image set state = ? where id = ?", state, image));
    }

    private void find(Map<String, ?> order) {
        start(order).statusCode(202);
        awaitFound();
    }

    private static void awaitFound() {
        await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> {
            assertThat(list().getString("job.failure")).isNull();
            assertThat(list().getString("job")).isNull();
        });
    }

    private static ValidatableResponse start(Map<String, ?> order) {
        return given().contentType(ContentType.JSON)
                .body(order)
                .post("/api/styles")
                .then();
    }

    private static ValidatableResponse rename(UUID style, String name) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("name", name))
                .patch("/api/styles/{id}", style)
                .then();
    }

    private static JsonPath list() {
        return given().get("/api/styles").then().statusCode(200).extract().jsonPath();
    }

    private static String name(UUID style) {
        return list().getString("styles.find { it.id == '%s' }.name".formatted(style));
    }

    private static long size(UUID style) {
        return list().getLong("styles.find { it.id == '%s' }.size".formatted(style));
    }

    private UUID styleOf(UUID image) {
        return styles.ofImages(collections.library(), List.of(image)).get(image);
    }

    private static List<UUID> imagesOf(UUID style) {
        var images = new ArrayList<UUID>();
        String cursor = null;
        do {
            var page = page(style, 200, cursor);
            images.addAll(page.getList("images.id", UUID.class));
            cursor = page.getString("next");
        } while (cursor != null);
        return images;
    }

    private static JsonPath page(UUID style, int limit, String cursor) {
        var request = given().queryParam("limit", limit);
        if (cursor != null) {
            request.queryParam("cursor", cursor);
        }
        return request.get("/api/styles/{id}/images", style)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
