package dev.sightline.generation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.sightline.demo.DemoCollection;
import dev.sightline.embedding.Embedders;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Vector;
import dev.sightline.index.Generations;
import dev.sightline.index.Indexes;
import dev.sightline.index.Kind;
import dev.sightline.index.WordVectors;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class WordsTest {

    @Inject
    Jdbi jdbi;

    @Inject
    Generations generations;

    @Inject
    Embedders embedders;

    @Inject
    Indexes indexes;

    @Inject
    WordVectors words;

    @Inject
    GenerationSweep sweep;

    @BeforeEach
    void emptyLibrary() {
        Database.empty(jdbi);
        generations.active();
    }

    @Test
    void whatSomebodyWritesHasAVectorSoonAndOneWithThePixels() {
        var image = uploaded(0);
        assertThat(kinds(image)).containsExactly("image");

        describe(image, "A heron at the pond", null);

        await().untilAsserted(() -> assertThat(kinds(image)).containsExactlyInAnyOrder("image", "text", "combined"));
        var engine = indexes.of(generations.active());
        var text =
                engine.vectors(List.of(image), Kind.TEXT).get(image).getFirst().vector();
        var pixels =
                engine.vectors(List.of(image), Kind.IMAGE).get(image).getFirst().vector();
        var combined = engine.vectors(List.of(image), Kind.COMBINED)
                .get(image)
                .getFirst()
                .vector();
        assertThat(text.cosine(embedded("A heron at the pond"))).isCloseTo(1, within(1e-6));
        assertThat(combined.cosine(Vector.mean(text, pixels))).isCloseTo(1, within(1e-6));

        describe(image, "A heron at the pond", "It waits.");
        await().untilAsserted(() -> assertThat(indexes.of(generations.active())
                        .vectors(List.of(image), Kind.TEXT)
                        .get(image)
                        .getFirst()
                        .vector()
                        .cosine(embedded("A heron at the pond\nIt waits.")))
                .isCloseTo(1, within(1e-6)));
    }

    @Test
    void whatIsWrittenNoMoreIsNotFound() {
        var image = uploaded(0);
        describe(image, "A heron at the pond", null);
        await().untilAsserted(() -> assertThat(kinds(image)).hasSize(3));
        assertThat(indexes.of(generations.active()).vectors(List.of(image), Kind.TEXT))
                .containsKey(image);

        describe(image, null, null);

        await().untilAsserted(() -> assertThat(kinds(image)).containsExactly("image"));
        var engine = indexes.of(generations.active());
        assertThat(engine.vectors(List.of(image), Kind.TEXT)).isEmpty();
        assertThat(engine.vectors(List.of(image), Kind.COMBINED)).isEmpty();
        assertThat(engine.vectors(List.of(image), Kind.IMAGE)).containsKey(image);
    }

    @Test
    void whatAMachineWroteBeforeIsReadByTheSweep() {
        var image = uploaded(0);
        jdbi.useHandle(handle ->
                handle.execute("update image set machine_title = 'Grey bird', machine_description = 'It stands.'"));

        sweep.sweep();

        await().untilAsserted(() -> assertThat(kinds(image)).hasSize(3));
        var text = indexes.of(generations.active()).vectors(List.of(image), Kind.TEXT);
        assertThat(text.get(image).getFirst().vector().cosine(embedded("Grey bird\nIt stands.")))
                .isCloseTo(1, within(1e-6));
    }

    @Test
    void wordsThatAreRefusedAreSaidAndReadAgain() {
        var image = uploaded(0);
        describe(image, "A heron at the pond", null);
        await().untilAsserted(() -> assertThat(kinds(image)).hasSize(3));
        await().untilAsserted(() -> assertThat(isBuilding()).isFalse());
        var active = generations.active();
        jdbi.useHandle(handle -> handle.execute("delete from vector where kind <> 'image'"));
        var written = words.unread(active, 16).getFirst();

        words.addGap(active, written, "It does not like herons.");

        assertThat(words.unread(active, 16)).isEmpty();
        given().get("/api/generations/{id}", active.id())
                .then()
                .body("error.code", is("words-refused"))
                .body("error.reason", containsString("It does not like herons."));
        sweep.audit();
        sweep.sweep();
        await().untilAsserted(() -> assertThat(kinds(image)).hasSize(3));
        given().get("/api/generations/{id}", active.id()).then().body("error", nullValue());
    }

    @Test
    void searchesGoAgainstWordsOrPixels() {
        var heron = uploaded(0);
        var boat = uploaded(1);
        var silent = uploaded(2);
        given().get("/search?q=red+boat").then().body(not(containsString("name=\"against\"")));
        describe(heron, "grey heron", null);
        describe(boat, "red boat", null);
        await().untilAsserted(() -> assertThat(kinds(boat)).hasSize(3));
        await().untilAsserted(() -> assertThat(kinds(heron)).hasSize(3));

        var text = search("red boat", "text");

        assertThat(kind(text, boat)).isEqualTo("text");
        assertThat(kind(text, heron)).isEqualTo("text");
        assertThat(kind(text, silent)).isEqualTo("image");
        assertThat(cosine(text, boat)).isCloseTo(1, within(1e-4));
        var pixels = search("red boat", "image");
        assertThat(kind(pixels, boat)).isEqualTo("image");
        var both = search("red boat", "combined");
        assertThat(kind(both, boat)).isEqualTo("combined");
        assertThat(kind(both, silent)).isEqualTo("image");
        assertThat(cosine(both, silent)).isEqualTo(cosine(pixels, silent));
        assertThat(search("red boat", null)).isEqualTo(pixels);
        given().get("/search?q=red+boat").then().body(containsString("name=\"against\""));
    }

    @Test
    void anotherKindIsRefused() {
        given().contentType(ContentType.JSON)
                .body(Map.of("text", "boat", "against", "sound"))
                .post("/api/search")
                .then()
                .statusCode(422)
                .body("code", is("invalid-against"));
        given().get("/api/search?q=boat&against=IMAGE").then().statusCode(422).body("code", is("invalid-against"));
        given().get("/search?q=boat&against=sound").then().statusCode(400);
    }

    private static List<Map<String, ?>> search(String text, String against) {
        var request = new HashMap<String, Object>(Map.of("text", text));
        if (against != null) {
            request.put("against", against);
        }
        var results = new ArrayList<Map<String, ?>>(Client.search(request).getList("results"));
        request.put("weaker", true);
        results.addAll(Client.search(request).getList("results"));
        return results;
    }

    private static String kind(List<Map<String, ?>> found, UUID image) {
        return (String) parts(found, image).get("kind");
    }

    private static double cosine(List<Map<String, ?>> found, UUID image) {
        return ((Number) parts(found, image).get("vector")).doubleValue();
    }

    private static Map<?, ?> parts(List<Map<String, ?>> found, UUID image) {
        return found.stream()
                .filter(result -> ((Map<?, ?>) result.get("image")).get("id").equals(image.toString()))
                .map(result -> (Map<?, ?>) result.get("parts"))
                .findFirst()
                .orElseThrow();
    }

    private Vector embedded(String text) {
        return embedders.of(generations.active().model()).text(text, Purpose.INDEX);
    }

    private static UUID uploaded(int index) {
        var image = Client.upload(DemoCollection.picture(31, index));
        assertThat(Client.settled(image).getString("status")).isEqualTo("ready");
        return image;
    }

    private static void describe(UUID image, String title, String description) {
        var words = new HashMap<String, Object>();
        words.put("title", title);
        words.put("description", description);
        given().contentType("application/merge-patch+json")
                .body(words)
                .patch("/api/images/{id}", image)
                .then()
                .statusCode(200);
    }

    private boolean isBuilding() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select exists (select from scheduled_tasks where task_name = 'build')")
                        .mapTo(boolean.class)
                        .one());
    }

    private List<String> kinds(UUID image) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select kind from vector where image_id = :image and space_id = :space order by kind
                        """)
                .bind("image", image)
                .bind("space", generations.active().spaceId())
                .mapTo(String.class)
                .list());
    }
}
