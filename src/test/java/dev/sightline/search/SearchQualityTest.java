package dev.sightline.search;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.DemoPicture;
import dev.sightline.demo.labels.DemoQueries;
import dev.sightline.demo.labels.DemoQueries.Kind;
import dev.sightline.demo.labels.DemoQuery;
import dev.sightline.demo.scene.Scene;
import dev.sightline.demo.scene.Style;
import dev.sightline.demo.scene.Subject;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How good the search has to be at least, on drawn pictures of which everything is known. How good it is:
/// docs/quality.md.
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchQualityTest {

    private static final int COUNT = 240;

    @Inject
    Jdbi jdbi;

    private final Map<UUID, DemoPicture> pictures = new LinkedHashMap<>();

    /// Once for all tests: they leave the library as they found it.
    @BeforeEach
    void takeIn() {
        if (!pictures.isEmpty()) {
            return;
        }
        Database.empty(jdbi);
        IntStream.range(0, COUNT).forEach(index -> takeIn(DemoCollection.picture(DemoCollection.SEED, index)));
        pictures.keySet().forEach(SearchQualityTest::settle);
    }

    private UUID takeIn(DemoPicture picture) {
        var image = Client.upload(picture);
        pictures.put(image, picture);
        return image;
    }

    private static void settle(UUID image) {
        assertThat(Client.settled(image).getString("status")).isEqualTo("ready");
    }

    @Test
    void ninetyInAHundredShownAreRelevantAndOfTheRelevantAsManyAreShown() {
        double precision = 0;
        double recall = 0;
        int queries = 0;
        for (var query : DemoQueries.of(Kind.PIXELS, DemoCollection.SEED, COUNT)) {
            var wanted = images(query);
            if (!wanted.isEmpty()) {
                var shown = shown(query.text());
                long hits = shown.stream().filter(wanted::contains).count();
                precision += shown.isEmpty() ? 1 : (double) hits / shown.size();
                recall += (double) hits / wanted.size();
                queries++;
            }
        }
        assertThat(queries).isGreaterThan(150);
        assertThat(precision / queries).isGreaterThan(0.9);
        assertThat(recall / queries).isGreaterThan(0.9);
    }

    @Test
    void whatTheModelKnowsButTheLibraryHasNotIsNotShown() {
        var whales = showing(scene -> scene.subject() == Subject.WHALE);
        assertThat(whales).isNotEmpty();
        whales.forEach(image -> given().delete("/api/images/{id}", image).then().statusCode(204));
        try {
            assertThat(shown("whale")).isEmpty();
            assertThat(shown("a big whale at night")).isEmpty();
            assertThat(Client.search(Map.of("text", "whale", "weaker", true)).getList("results"))
                    .isNotEmpty();
        } finally {
            whales.forEach(image ->
                    given().post("/api/images/{id}/restore", image).then().statusCode(200));
        }
    }

    /// So what is found out about the cut-off in a small library holds in a large one.
    @ParameterizedTest
    @ValueSource(strings = {"red house at night", "cat", "neon -boat"})
    void aScoreDoesNotDependOnWhatElseIsInTheLibrary(String text) {
        var few = List.copyOf(pictures.keySet()).subList(0, 20);
        var others = List.copyOf(pictures.keySet()).subList(20, pictures.size());
        var among = scores(text, few);
        others.forEach(image -> given().delete("/api/images/{id}", image).then().statusCode(204));
        try {
            var alone = scores(text, few);
            assertThat(alone).hasSizeGreaterThanOrEqualTo(10);
            alone.forEach((image, score) ->
                    assertThat(score).as(pictures.get(image).name()).isCloseTo(among.get(image), within(1e-4)));
        } finally {
            others.forEach(image ->
                    given().post("/api/images/{id}/restore", image).then().statusCode(200));
        }
    }

    /// Of these images, whether they are relevant or not.
    private static Map<UUID, Double> scores(String text, List<UUID> images) {
        var scores = new LinkedHashMap<UUID, Double>();
        var answer = Client.search(Map.of("text", text, "limit", 200, "weaker", true));
        while (true) {
            for (var result : answer.<Map<String, Object>>getList("results")) {
                var image = UUID.fromString((String) ((Map<?, ?>) result.get("image")).get("id"));
                if (images.contains(image)) {
                    scores.put(image, ((Number) result.get("score")).doubleValue());
                }
            }
            if (answer.getString("next") == null) {
                return scores;
            }
            answer = Client.search(Map.of("cursor", answer.getString("next"), "limit", 200));
        }
    }

    @Test
    void inALibraryOfCatsAllAreCats() {
        var others = showing(scene -> scene.subject() != Subject.CAT);
        var more = IntStream.iterate(COUNT, index -> index + 1)
                .filter(index -> Scene.of(DemoCollection.SEED, index).subject() == Subject.CAT)
                .limit(40)
                .mapToObj(index -> takeIn(DemoCollection.picture(DemoCollection.SEED, index)))
                .toList();
        more.forEach(SearchQualityTest::settle);
        others.forEach(image -> given().delete("/api/images/{id}", image).then().statusCode(204));
        try {
            var cats = showing(scene -> scene.subject() == Subject.CAT);
            assertThat(shown("cat").size()).isGreaterThan((int) (0.9 * cats.size()));
            assertThat(shown("a red boat")).isEmpty();
        } finally {
            others.forEach(image ->
                    given().post("/api/images/{id}/restore", image).then().statusCode(200));
            more.forEach(image -> {
                given().delete("/api/images/{id}", image).then().statusCode(204);
                pictures.remove(image);
            });
        }
    }

    @Test
    void whatIsNotWantedIsGoneAndTheRestStays() {
        int unwanted = 0;
        int stillThere = 0;
        int wanted = 0;
        int lost = 0;
        for (var query : DemoQueries.of(Kind.NOT, DemoCollection.SEED, COUNT)) {
            var allowed = images(query);
            var before = shown(query.text().substring(0, query.text().indexOf(" -")));
            var after = shown(query.text());
            for (var image : before) {
                if (allowed.contains(image)) {
                    wanted++;
                    lost += after.contains(image) ? 0 : 1;
                } else if (isSubject(query, image)) {
                    unwanted++;
                    stillThere += after.contains(image) ? 1 : 0;
                }
            }
        }
        assertThat(unwanted).isGreaterThan(30);
        assertThat((double) stillThere / unwanted).isLessThan(0.05);
        assertThat((double) lost / wanted).isLessThan(0.05);
    }

    /// Whether an image that is not allowed has what the query excludes, and not rather something that it never was.
    private boolean isSubject(DemoQuery query, UUID image) {
        var excluded = query.text().replaceAll(".*-\"(.*)\"", "$1");
        return pictures.get(image).scene().attributes().values().stream().anyMatch(value -> value.equals(excluded));
    }

    @Test
    void wordsAnswerWhatPixelsCannotAndPixelsTheRest() {
        var neon = showing(scene -> scene.style() == Style.NEON);
        var others = showing(scene -> scene.style() == Style.MOSAIC);
        var tagged = new HashSet<>(neon.subList(0, 3));
        tagged.addAll(others.subList(0, 3));
        tagged.forEach(image -> tag(image, List.of("Quedlinburg")));
        try {
            assertThat(shown("neon Quedlinburg")).containsExactlyInAnyOrderElementsOf(neon.subList(0, 3));
            assertThat(shown("Quedlinburg")).containsExactlyInAnyOrderElementsOf(tagged);
            assertThat(shown("neon -quedlinburg"))
                    .doesNotContainAnyElementsOf(tagged)
                    .contains(neon.get(3));
        } finally {
            tagged.forEach(image -> tag(image, List.of()));
        }
    }

    @Test
    void aPhraseThatAPictureHasLeavesOutTheOthers() {
        var boats = showing(scene -> scene.subject() == Subject.SAILBOAT);
        entitle(boats.getFirst(), "The red boat of Jan");
        try {
            assertThat(shown("\"red boat\"")).containsExactly(boats.getFirst());
            assertThat(shown("\"boat red\"").size()).isNotEqualTo(1);
        } finally {
            entitle(boats.getFirst(), null);
        }
    }

    @ParameterizedTest
    @CsvSource({"SAME, 59", "SMALL, 59", "TURNED, 59", "SCREENSHOT, 59", "CROP, 57", "PHOTOGRAPH, 48"})
    void ofSixtyCopiesNearlyAllFindTheirOriginFirst(Copy copy, int least) throws IOException {
        int first = 0;
        for (var original : List.copyOf(pictures.keySet()).subList(0, 60)) {
            var changed = copy.of(pictures.get(original), new Random(first));
            var found = Client.search(Map.of("examples", List.of(Map.of("data", changed)), "limit", 1));
            first += images(found).contains(original) ? 1 : 0;
        }
        assertThat(first).isGreaterThanOrEqualTo(least);
    }

    private static void tag(UUID image, List<String> tags) {
        patch(image, Map.of("tags", tags));
    }

    private static void entitle(UUID image, String title) {
        var words = new LinkedHashMap<String, Object>();
        words.put("title", title);
        patch(image, words);
    }

    private static void patch(UUID image, Map<String, ?> words) {
        given().contentType("application/merge-patch+json")
                .accept(ContentType.JSON)
                .body(words)
                .patch("/api/images/{id}", image)
                .then()
                .statusCode(200);
    }

    /// All that is above the cut-off.
    private static Set<UUID> shown(String text) {
        var answer = Client.search(Map.of("text", text, "limit", 200));
        var shown = new HashSet<>(images(answer));
        for (var next = answer.getString("next"); next != null; next = answer.getString("next")) {
            answer = Client.search(Map.of("cursor", next, "limit", 200));
            shown.addAll(images(answer));
        }
        return shown;
    }

    private static List<UUID> images(JsonPath answer) {
        return answer.getList("results.image.id", UUID.class);
    }

    private List<UUID> showing(Predicate<Scene> wanted) {
        return pictures.entrySet().stream()
                .filter(picture -> wanted.test(picture.getValue().scene()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Set<UUID> images(DemoQuery query) {
        var ids = List.copyOf(pictures.keySet());
        return query.relevant().stream().map(ids::get).collect(toSet());
    }
}
