package dev.sightline.search;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.DemoPicture;
import dev.sightline.demo.scene.Scene;
import dev.sightline.demo.scene.Style;
import dev.sightline.demo.scene.Subject;
import dev.sightline.demo.scene.Time;
import dev.sightline.picture.Renditions;
import dev.sightline.storage.Keys;
import dev.sightline.storage.ObjectStore;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The demo collection as an empty library offers it: what is in each picture is known exactly.
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchTest {

    private static final int COUNT = 240;

    @Inject
    Jdbi jdbi;

    @Inject
    ObjectStore objects;

    @Inject
    Rankings rankings;

    private final Map<UUID, DemoPicture> pictures = new LinkedHashMap<>();

    /// Once for all tests: they leave the library as they found it.
    @BeforeEach
    void takeIn() {
        if (!pictures.isEmpty()) {
            return;
        }
        Database.empty(jdbi);
        DemoCollection.pictures(COUNT, DemoCollection.SEED, 0)
                .forEach(picture -> pictures.put(Client.upload(picture), picture));
        pictures.keySet().forEach(image -> assertThat(Client.settled(image).getString("status"))
                .isEqualTo("ready"));
    }

    @Test
    void aTextFindsExactlyThePicturesThatShowIt() {
        var wanted = showing(scene -> scene.style() == Style.ORIGAMI && scene.subject() == Subject.SAILBOAT);
        assertThat(wanted).isNotEmpty();

        var answer = Client.search(Map.of("text", "origami boat"));

        assertThat(images(answer)).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(answer.getInt("relevant.count")).isEqualTo(wanted.size());
        assertThat(answer.getBoolean("relevant.exact")).isTrue();
        assertThat(answer.getList("results.relevant", Boolean.class)).containsOnly(true);
        assertThat(answer.getList("results.score", Double.class)).allMatch(score -> score >= 0.5 && score <= 1);
    }

    @Test
    void whatTheLibraryHasNotGetsNoResultButWeakerOnes() {
        var answer = Client.search(Map.of("text", "an invoice"));
        assertThat(images(answer)).isEmpty();

        var weaker = Client.search(Map.of("text", "an invoice", "weaker", true, "limit", 200));
        assertThat(weaker.getList("results.relevant", Boolean.class))
                .hasSize(200)
                .containsOnly(false);
    }

    @Test
    void relevantAndWeakerTogetherAreEverything() {
        var relevant = all(Map.of("text", "a neon castle", "limit", 7));
        var weaker = all(Map.of("text", "a neon castle", "limit", 50, "weaker", true));

        assertThat(relevant).doesNotContainAnyElementsOf(weaker);
        assertThat(relevant.size() + weaker.size()).isEqualTo(COUNT);
    }

    @Test
    void pagesNeitherRepeatNorSkipWhilePicturesArrive() {
        var request = Map.of("text", "at night", "limit", 5);
        var whole = images(Client.search(Map.of("text", "at night", "limit", 200)));
        var first = Client.search(request);
        var arrived = Client.upload(DemoCollection.picture(DemoCollection.SEED, COUNT + 1));
        Client.settled(arrived);

        var seen = new ArrayList<>(images(first));
        var next = first.getString("next");
        while (next != null) {
            var page = Client.search(Map.of("cursor", next, "limit", 5));
            seen.addAll(images(page));
            next = page.getString("next");
        }

        assertThat(seen).containsExactlyElementsOf(whole);
        given().delete("/api/images/{id}", arrived).then().statusCode(204);
    }

    @Test
    void aPictureOfTheLibraryFindsItsLikeButNotItself() {
        var example = pictures.entrySet().stream()
                .filter(picture -> picture.getValue().scene().style() == Style.NEON)
                .findFirst()
                .orElseThrow();

        var answer = Client.search(Map.of("examples", List.of(Map.of("id", example.getKey())), "limit", 10));

        assertThat(images(answer)).hasSize(10).doesNotContain(example.getKey());
        assertThat(images(answer)).allMatch(image -> pictures.get(image).scene().style() == Style.NEON);
    }

    @Test
    void theBytesOfAPictureAreAnExampleToo() {
        var picture = DemoCollection.picture(99, 5);

        var answer = Client.search(Map.of("examples", List.of(Map.of("data", picture.bytes())), "limit", 10));

        assertThat(images(answer))
                .isNotEmpty()
                .allMatch(image ->
                        pictures.get(image).scene().style() == picture.scene().style());
    }

    @Test
    void anUploadedQueryIsAnExampleAndNoImage() {
        var picture = DemoCollection.picture(99, 6);
        var slots = given().contentType(ContentType.JSON)
                .body(Map.of(
                        "purpose",
                        "query",
                        "files",
                        List.of(Map.of("name", "query", "size", picture.bytes().length, "type", picture.mediaType()))))
                .post("/api/uploads")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Client.send(slots, picture.bytes());

        var answer = Client.search(
                Map.of("examples", List.of(Map.of("upload", slots.getString("uploads[0].id"))), "limit", 5));

        assertThat(images(answer)).isNotEmpty().isSubsetOf(pictures.keySet());
    }

    @Test
    void textAndPictureTogetherMeanBoth() {
        var neon = pictures.entrySet().stream()
                .filter(picture -> picture.getValue().scene().style() == Style.NEON)
                .findFirst()
                .orElseThrow();

        var answer = Client.search(
                Map.of("text", "whale", "examples", List.of(Map.of("id", neon.getKey(), "weight", 0.5)), "limit", 3));

        assertThat(images(answer)).isNotEmpty();
        assertThat(pictures.get(images(answer).getFirst()).scene().style()).isEqualTo(Style.NEON);
        assertThat(pictures.get(images(answer).getFirst()).scene().subject()).isEqualTo(Subject.WHALE);
    }

    @Test
    void aCropIsSearchedWithInItsOwnRight() {
        var image = pictures.keySet().iterator().next();
        var crop = Map.of("x", 0.25, "y", 0.25, "width", 0.5, "height", 0.5);

        var cropped = Client.search(Map.of("examples", List.of(Map.of("id", image, "crop", crop)), "limit", 20));
        var whole = Client.search(Map.of("examples", List.of(Map.of("id", image)), "limit", 20));

        assertThat(cropped.getList("results.parts.vector")).isNotEqualTo(whole.getList("results.parts.vector"));
        assertPartIsRefused(image, Map.of("x", 0.8, "y", 0, "width", 0.5, "height", 1), 422, "invalid-crop");
    }

    private static void assertPartIsRefused(UUID image, Map<String, ?> crop, int status, String code) {
        given().contentType(ContentType.JSON)
                .body(Map.of("examples", List.of(Map.of("id", image, "crop", crop))))
                .post("/api/search")
                .then()
                .statusCode(status)
                .body("code", is(code));
    }

    @Test
    void whatIsNotWantedIsLeftOut() {
        var answer = Client.search(Map.of("text", "neon -night", "limit", 200));

        assertThat(images(answer)).isNotEmpty();
        assertThat(images(answer)).allMatch(image -> pictures.get(image).scene().time() != Time.NIGHT);
    }

    @Test
    void resultsAreUnlikeAPictureThatIsNotWanted() {
        var before = images(Client.search(Map.of("text", "castle", "limit", 200)));
        var neon = before.stream()
                .filter(image -> pictures.get(image).scene().style() == Style.NEON)
                .findFirst()
                .orElseThrow();

        var after = images(Client.search(
                Map.of("text", "castle", "examples", List.of(Map.of("id", neon, "weight", -1)), "limit", 200)));

        assertThat(after).isNotEmpty().isSubsetOf(before);
        assertThat(after).noneMatch(image -> pictures.get(image).scene().style() == Style.NEON);
        long others = before.stream()
                .filter(image -> pictures.get(image).scene().style() != Style.NEON)
                .count();
        assertThat(after).as("castles in other styles").hasSizeGreaterThan((int) (others * 2 / 3));
    }

    @Test
    void aPictureThatIsHardlyUnwantedTakesOnlyALittle() {
        var neon = first(scene -> scene.style() == Style.NEON && scene.subject() == Subject.CASTLE);
        var wanted = first(scene -> scene.style() == Style.NEON && scene.subject() != Subject.CASTLE);
        var request = Map.of("id", wanted);

        var plain = Client.search(Map.of("examples", List.of(request), "limit", 200));
        var less =
                Client.search(Map.of("examples", List.of(request, Map.of("id", neon, "weight", -0.1)), "limit", 200));

        assertThat(images(less)).isNotEmpty().doesNotContain(neon).isSubsetOf(images(plain));
        assertThat(images(less).stream()
                        .mapToDouble(image -> score(less, image))
                        .sum())
                .isLessThan(images(less).stream()
                        .mapToDouble(image -> score(plain, image))
                        .sum());
    }

    @Test
    void onlyWhatIsNotWantedLeavesTheRestOfTheLibrary() {
        var neon = first(scene -> scene.style() == Style.NEON);

        var answer = Client.search(Map.of("examples", List.of(Map.of("id", neon, "weight", -1)), "limit", 200));

        assertThat(answer.getInt("relevant.count")).isBetween(COUNT / 2, COUNT - 1);
        assertThat(images(answer))
                .noneMatch(image -> pictures.get(image).scene().style() == Style.NEON);
    }

    @Test
    void aPartOfAPictureWhosePreviewIsMissingSaysSo() {
        var image = first(scene -> scene.style() == Style.NEON);
        var key = Keys.rendition(image, Renditions.PREVIEW);
        var preview = objects.get(key);
        objects.delete(key);
        try {
            assertPartIsRefused(image, Map.of("x", 0, "y", 0, "width", 0.5, "height", 0.5), 409, "preview-missing");
        } finally {
            objects.put(key, preview, "image/jpeg");
        }
    }

    @Test
    void theBalanceGoesFromTheWordsToThePicture() {
        var neon = first(scene -> scene.style() == Style.NEON && scene.subject() != Subject.WHALE);
        var words = images(Client.search(Map.of("text", "whale", "limit", 20)));
        var picture = images(Client.search(Map.of("examples", List.of(Map.of("id", neon)), "limit", 20)));

        assertThat(balanced(neon, 0)).containsExactlyElementsOf(without(words, neon));
        assertThat(balanced(neon, 1)).containsExactlyElementsOf(picture);
        assertThat(balanced(neon, 0.5)).isNotEqualTo(words).isNotEqualTo(picture);
        given().contentType(ContentType.JSON)
                .body(Map.of("text", "whale", "balance", 1.5))
                .post("/api/search")
                .then()
                .statusCode(400)
                .body("code", is("invalid-request"));
    }

    private static List<UUID> balanced(UUID example, double balance) {
        return images(Client.search(
                Map.of("text", "whale", "examples", List.of(Map.of("id", example)), "balance", balance, "limit", 20)));
    }

    private static List<UUID> without(List<UUID> images, UUID image) {
        return images.stream().filter(other -> !other.equals(image)).toList();
    }

    @Test
    void sortsTheRelevantByDateAndNothingElse() {
        var best = Client.search(Map.of("text", "at night", "limit", 200));
        var newest = all(Map.of("text", "at night", "sort", "date", "limit", 7), "results.image.uploadedAt");

        assertThat(newest).hasSize(best.getInt("relevant.count")).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(Client.search(Map.of("text", "at night", "sort", "date", "weaker", true, "limit", 50))
                        .getList("results.score", Double.class))
                .isSortedAccordingTo(Comparator.reverseOrder());
        given().get("/api/search?q=night&sort=date")
                .then()
                .statusCode(200)
                .body("relevant.count", is(best.getInt("relevant.count")));
    }

    private static List<String> all(Map<String, ?> request, String path) {
        var found = new ArrayList<String>();
        var page = Client.search(request);
        found.addAll(page.getList(path, String.class));
        while (page.getString("next") != null) {
            page = Client.search(Map.of("cursor", page.getString("next"), "limit", 7));
            found.addAll(page.getList(path, String.class));
        }
        return found;
    }

    @Test
    void saysHowManyAreWeakerAndPagesThroughAllOfThem() {
        var answer = Client.search(Map.of("text", "a neon castle", "limit", 1));
        int relevant = answer.getInt("relevant.count");

        assertThat(answer.getInt("weaker.count")).isEqualTo(COUNT - relevant);
        assertThat(answer.getBoolean("weaker.exact")).isTrue();
        var weaker = Client.search(Map.of("text", "a neon castle", "weaker", true, "limit", 30));
        var next = Client.search(Map.of("cursor", weaker.getString("next"), "limit", 30));
        assertThat(next.getInt("weaker.count")).isEqualTo(COUNT - relevant);
        assertThat(next.getList("results.relevant", Boolean.class)).containsOnly(false);
    }

    @Test
    void countsWhatTheRelevantResultsHaveInCommon() {
        var answer = Client.search(Map.of("text", "at night", "facets", true, "limit", 5));

        var counts = answer.getList("facets.find { it.name == 'type' }.values.count", Integer.class);
        assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(answer.getInt("relevant.count"));
        var term = answer.getString("facets.find { it.name == 'type' }.values[0].term");
        assertThat(Client.search(Map.of("text", "at night", "filter", term)).getInt("relevant.count"))
                .isEqualTo(counts.getFirst());
        assertThat(Client.search(Map.of("cursor", answer.getString("next"))).<Object>get("facets"))
                .isNull();
        assertThat(Client.search(Map.of("text", "at night")).<Object>get("facets"))
                .isNull();
    }

    @Test
    void whatIsNotWantedCanBeSaidInWords() {
        assertThat(images(Client.search(Map.of("text", "neon not night", "limit", 200))))
                .isEqualTo(images(Client.search(Map.of("text", "neon -night", "limit", 200))));
        assertThat(images(Client.search(Map.of("text", "neon", "filter", "without night", "limit", 200))))
                .isEqualTo(images(Client.search(Map.of("text", "neon -night", "limit", 200))));
    }

    @Test
    void offersAWordThatTheLibraryHasWhereThatHelps() {
        var image = first(scene -> scene.style() == Style.NEON);
        change(image, "{\"title\":\"Harbour of Lisbon\"}");
        try {
            assertThat(meant("harbuor")).isEqualTo("harbour");
            assertThat(meant("the Harbuor, -night not \"harbuor\" is:favourite lisbon after:1999"))
                    .as("nobody's favourite")
                    .isNull();
            assertThat(meant("Lisbn harbuor -night not \"harbuor\""))
                    .isEqualTo("lisbon harbour -night not \"harbuor\"");
            assertThat(meant("harbour")).isNull();
            assertThat(meant("harb")).isNull();
            assertThat(meant("origami boat")).isNull();
            assertThat(meant("\"harbuor\"")).isNull();
            assertThat(meant("hbr")).isNull();
            var page = Client.search(Map.of("text", "harbuor", "weaker", true, "limit", 1));
            assertThat(page.getString("didYouMean")).isEqualTo("harbour");
            assertThat(Client.search(Map.of("cursor", page.getString("next"), "limit", 1))
                            .getString("didYouMean"))
                    .isNull();
            given().urlEncodingEnabled(false)
                    .get("/search?q=harbuor+-night")
                    .then()
                    .statusCode(200)
                    .body(containsString("Did you mean <a href=\"/search?q=harbour+-night\">harbour -night</a>?"));
            given().get("/search?q=harbour").then().statusCode(200).body(not(containsString("Did you mean")));
        } finally {
            change(image, "{\"title\":null}");
        }
        assertThat(meant("origami boat")).isNull();
    }

    private static String meant(String text) {
        return Client.search(Map.of("text", text)).getString("didYouMean");
    }

    private static void change(UUID image, String words) {
        given().contentType("application/merge-patch+json")
                .body(words)
                .patch("/api/images/{id}", image)
                .then()
                .statusCode(200);
    }

    @Test
    void filtersHoldWhateverIsAskedFor() {
        var answer = Client.search(Map.of("text", "at night type:png", "limit", 200));

        assertThat(answer.getList("results.image.type", String.class))
                .isNotEmpty()
                .containsOnly("image/png");
        assertThat(images(Client.search(Map.of("text", "at night before:2001"))))
                .isEmpty();
    }

    @Test
    void favouritesAndTagsFilterAtOnce() {
        var image =
                images(Client.search(Map.of("text", "at night", "limit", 1))).getFirst();
        given().put("/api/images/{id}/favourite", image).then().statusCode(204);
        given().contentType("application/merge-patch+json")
                .body(Map.of("tags", List.of("Evening Walk")))
                .patch("/api/images/{id}", image)
                .then()
                .statusCode(200);

        assertThat(images(Client.search(Map.of("text", "at night is:favourite"))))
                .containsExactly(image);
        assertThat(images(Client.search(Map.of("text", "tag:\"evening walk\""))))
                .containsExactly(image);

        given().delete("/api/images/{id}/favourite", image).then().statusCode(204);
        assertThat(images(Client.search(Map.of("text", "at night is:favourite"))))
                .isEmpty();
        clearWords(image);
    }

    @Test
    void wordsOfATitleAreFoundWhateverThePixelsShow() {
        var image = List.copyOf(pictures.keySet()).get(17);
        given().contentType("application/merge-patch+json")
                .body(Map.of("title", "Zanzibar invoice 4711"))
                .patch("/api/images/{id}", image)
                .then()
                .statusCode(200);

        var answer = Client.search(Map.of("text", "zanzibar invoices"));

        assertThat(images(answer)).startsWith(image);
        assertThat(answer.getDouble("results[0].parts.lexical")).isPositive();
        assertThat(answer.getList("results[0].matched", String.class)).containsExactly("zanzibar", "invoices");
        var partly = Client.search(Map.of("text", "the 4711 of a castle", "limit", 200, "weaker", true));
        assertThat(partly.getList("results.find { it.image.id == '%s' }.matched".formatted(image), String.class))
                .containsExactly("4711");
        clearWords(image);
    }

    @Test
    void trashedImagesAreNotFound() {
        var image = images(Client.search(Map.of("text", "origami boat"))).getFirst();
        given().delete("/api/images/{id}", image).then().statusCode(204);
        assertThat(images(Client.search(Map.of("text", "origami boat")))).doesNotContain(image);

        given().post("/api/images/{id}/restore", image).then().statusCode(200);
        assertThat(images(Client.search(Map.of("text", "origami boat")))).contains(image);
    }

    @Test
    void aFilterThatIsNotUnderstoodSaysWhatToWrite() {
        given().get("/api/search?q={q}", "cat after:yesterday")
                .then()
                .statusCode(400)
                .body("code", is("invalid-filter"), "detail", containsString("after:2024"));
    }

    @Test
    void aForeignCursorIsGone() {
        given().contentType(ContentType.JSON)
                .body(Map.of("cursor", "bm9uc2Vuc2U"))
                .post("/api/search")
                .then()
                .statusCode(410)
                .body("code", is("cursor-expired"));
    }

    @Test
    void aCursorOfAnotherPersonOrGenerationIsGone() {
        for (var change : List.of(
                "update ranking set person_id = (select id from person where name = 'somebody')",
                "update ranking set generation_id = (select id from generation where state = 'dropped')",
                "update ranking set expires_at = now()")) {
            var next = Client.search(Map.of("text", "at night", "limit", 5)).getString("next");
            jdbi.useTransaction(handle -> {
                handle.execute("insert into person (name, role) values ('somebody', 'member') on conflict do nothing");
                handle.execute("""
                        insert into generation (space_id, dimension, engine, model, state)
                        select space_id, dimension, engine, model, 'dropped' from generation limit 1
                        """);
                handle.execute(change);
            });
            given().contentType(ContentType.JSON)
                    .body(Map.of("cursor", next))
                    .post("/api/search")
                    .then()
                    .statusCode(410)
                    .body("code", is("cursor-expired"));
            jdbi.useHandle(handle -> {
                handle.execute("delete from ranking");
                handle.execute("delete from generation where state = 'dropped'");
                handle.execute("delete from person where name = 'somebody'");
            });
        }
    }

    @Test
    void aRankingWhoseTimeIsOverIsForgotten() {
        var request = Map.of("text", "at night", "limit", 5);
        Client.search(request);
        jdbi.useHandle(handle -> handle.execute("update ranking set expires_at = now() - interval '1 second'"));
        var next = Client.search(request).getString("next");

        rankings.sweep();

        var left = jdbi.withHandle(handle -> handle.createQuery("select expires_at > now() from ranking")
                .mapTo(Boolean.class)
                .list());
        assertThat(left).containsExactly(true);
        assertThat(images(Client.search(Map.of("cursor", next)))).isNotEmpty();
    }

    private UUID first(Predicate<Scene> what) {
        return pictures.entrySet().stream()
                .filter(picture -> what.test(picture.getValue().scene()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static double score(JsonPath answer, UUID image) {
        return answer.getDouble("results.find { it.image.id == '%s' }.score".formatted(image));
    }

    private void clearWords(UUID image) {
        given().contentType("application/merge-patch+json")
                .body("{\"title\":null,\"tags\":null}")
                .patch("/api/images/{id}", image)
                .then()
                .statusCode(200);
    }

    private Set<UUID> showing(Predicate<Scene> what) {
        return pictures.entrySet().stream()
                .filter(picture -> what.test(picture.getValue().scene()))
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    private static Set<UUID> all(Map<String, ?> request) {
        var found = new HashSet<UUID>();
        var page = Client.search(request);
        found.addAll(images(page));
        while (page.getString("next") != null) {
            page = Client.search(Map.of("cursor", page.getString("next")));
            assertThat(images(page)).doesNotContainAnyElementsOf(found);
            found.addAll(images(page));
        }
        return found;
    }

    private static List<UUID> images(JsonPath answer) {
        return answer.getList("results.image.id", String.class).stream()
                .map(UUID::fromString)
                .toList();
    }
}
