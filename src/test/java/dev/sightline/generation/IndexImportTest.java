package dev.sightline.generation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sightline.cli.Cli;
import dev.sightline.demo.DemoCollection;
import dev.sightline.embedding.Embedders;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Vector;
import dev.sightline.embedding.bedrock.StubBedrock;
import dev.sightline.index.EngineHttp;
import dev.sightline.index.Generation;
import dev.sightline.index.Generations;
import dev.sightline.index.Stage;
import dev.sightline.index.VectorRepository;
import dev.sightline.ingest.StoredRenditions;
import dev.sightline.picture.Renditions;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.OpenSearchServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A library whose pictures another system has seen by the same model, and put into an index of OpenSearch.
@QuarkusTest
@QuarkusTestResource(value = BesideForeignIndexes.class, restrictToAnnotatedClass = true)
class IndexImportTest {

    private static final String MODEL = "titan-256";
    private static final int DIMENSION = 256;

    /// What it takes to calibrate, which the first test does for all.
    private static final int CALIBRATION = 64;

    StubBedrock stub;

    @TestHTTPResource
    String url;

    @Inject
    Jdbi jdbi;

    @Inject
    Generations generations;

    @Inject
    VectorRepository vectors;

    @Inject
    Embedders embedders;

    @Inject
    StoredRenditions renditions;

    private final String index = "pictures-" + UUID.randomUUID();

    @BeforeEach
    void withoutVectorsOfTheModel() {
        Database.empty(jdbi);
        generations.active();
        generation().ifPresent(generation -> given().post("/api/generations/{id}/drop", generation.id())
                .then()
                .statusCode(204));
    }

    @AfterEach
    void nothingThatTheServiceDoesNotTake() {
        assertThat(stub.violations).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"l2", "cosinesimil"})
    void picturesAreGivenTheVectorsOfTheirDocuments(String space) {
        var images = List.of(upload(1), upload(2), upload(3));
        made(index, DIMENSION, space);
        put(
                document(Map.of("name", "shoes/" + name(images.get(0)), "type", "image"), own(images.get(0))),
                document(Map.of("name", "12", "image", images.get(1).toString(), "type", "image"), own(images.get(1))),
                document(Map.of("name", name(images.get(2)), "cluster", 4), own(images.get(2))),
                document(Map.of("name", name(images.get(0)), "type", "text"), values(1)),
                document(Map.of("name", name(images.get(0)), "type", "combined"), values(2)),
                document(Map.of("name", "nowhere.jpg", "type", "image"), values(3)));
        var before = send("GET", "/" + index + "/_search?size=100&sort=_doc&version=true&seq_no_primary_term=true", "");
        long asked = stub.pictures();

        assertThat(run()).isEqualTo(1);

        assertThat((stub.pictures() - asked) % CALIBRATION).isEqualTo(1);
        var generation = generation().orElseThrow();
        given().get("/api/generations/{id}", generation.id())
                .then()
                .body("paused", is(true))
                .body("coverage.searchable", is(3));
        var stored = vectors.ofImages(generation, images);
        images.forEach(image -> assertThat(stored.get(image).getFirst().vector().cosine(Vector.normalised(own(image))))
                .isCloseTo(1, within(1e-6)));
        assertThat(hits(send(
                        "GET", "/" + index + "/_search?size=100&sort=_doc&version=true&seq_no_primary_term=true", "")))
                .isEqualTo(hits(before));

        page(null)
                .statusCode(200)
                .body("others", is(2))
                .body("total", is(6))
                .body("after", nullValue())
                .body("vectors.findAll { it.status == 'there' }", hasSize(3))
                .body("vectors.find { it.status == 'refused' }.name", is("nowhere.jpg"))
                .body("vectors.find { it.status == 'refused' }.error.code", is("image-not-found"));
    }

    @Test
    void vectorsOfAnotherModelAreRefusedBeforeAnyIsStored() {
        var images = List.of(upload(4), upload(5), upload(6), upload(7));
        made(index, DIMENSION, "l2");
        put(images.stream()
                .map(image ->
                        document(Map.of("name", name(image)), values(name(image).hashCode())))
                .toArray(String[]::new));
        long asked = stub.pictures();

        page(null)
                .statusCode(409)
                .body("code", is("other-model"))
                .body(
                        "detail",
                        matchesPattern(
                                ".* For demo-\\S+ it gives .* is -?0\\.\\d\\d, .* 0\\.9 is expected; 3 pictures were tried\\..*"));
        files(images.getFirst(), values(5)).statusCode(409).body("code", is("other-model"));

        assertThat(stub.pictures() - asked).isEqualTo(3 + 1);
        assertThat(generation()).isEmpty();
    }

    /// Whatever stored those.
    @Test
    void vectorsOfAnotherModelAreRefusedBesideRightOnesToo() {
        var images = List.of(upload(13), upload(14));
        files(images.get(0), own(images.get(0))).statusCode(200);
        made(index, DIMENSION, "l2");
        put(IntStream.range(0, 500)
                .mapToObj(i -> document(Map.of("name", i + ".jpg", "type", "text"), values(i)))
                .toArray(String[]::new));
        put(document(Map.of("name", name(images.get(1))), values(14)));

        String after = page(null).statusCode(200).extract().path("after");
        page(after).statusCode(409).body("code", is("other-model"));

        assertThat(vectors.having(generation().orElseThrow().spaceId(), images)).containsExactly(images.get(0));
    }

    @Test
    void onePictureThatIsAnotherDoesNotKeepTheOthersAway() {
        var images = List.of(upload(8), upload(9));
        made(index, DIMENSION, "l2");
        put(document(Map.of("name", name(images.get(0))), values(8)));
        put(document(Map.of("name", name(images.get(1))), own(images.get(1))));

        page(null).statusCode(200).body("vectors.status", is(List.of("stored", "stored")));
    }

    @Test
    void theModelIsAskedForFilesOfItsVectorsOnceToo() {
        var images = List.of(upload(10), upload(11));
        long asked = stub.pictures();

        files(images.get(0), own(images.get(0))).statusCode(200).body("vectors.status", is(List.of("stored")));
        files(images.get(1), own(images.get(1))).statusCode(200).body("vectors.status", is(List.of("stored")));

        // Two of them by this test.
        assertThat((stub.pictures() - asked) % CALIBRATION).isEqualTo(2 + 1);
    }

    @Test
    void thePageAfterAnotherIsReadUntilItsPlaceIsGone() {
        var image = upload(12);
        made(index, DIMENSION, "l2");
        put(IntStream.range(0, 501)
                .mapToObj(i -> document(Map.of("name", i + ".jpg", "type", "text"), values(i)))
                .toArray(String[]::new));
        put(document(Map.of("name", name(image)), own(image)));

        String after = page(null)
                .statusCode(200)
                .body("others", is(500))
                .body("vectors", hasSize(0))
                .body("after", notNullValue())
                .extract()
                .path("after");
        assertThat(generation()).isEmpty();
        page(after)
                .statusCode(200)
                .body("others", is(1))
                .body("vectors.status", is(List.of("stored")))
                .body("after", nullValue());

        page(after)
                .statusCode(410)
                .body("code", is("cursor-expired"))
                .body("detail", containsString("what is there already is skipped"));
        page("abc").statusCode(410);
    }

    @Test
    void whatCannotBeReadIsRefusedBeforeAnythingIsStored() {
        made(index, 128, "l2");

        page(null)
                .statusCode(409)
                .body("code", is("engine-index-differs"))
                .body("detail", allOf(containsString("128 dimensions"), containsString("256")));
        send("PUT", "/plain-" + index, "{}");
        index("plain-" + index, MODEL)
                .statusCode(409)
                .body("code", is("engine-index-differs"))
                .body("detail", containsString("no vectors"));
        index("no-" + index, MODEL).statusCode(404).body("code", is("index-not-found"));
        index(index, "cohere-english").statusCode(409).body("code", is("vectors-not-taken"));
        index(index, "clap").statusCode(404).body("code", is("model-not-found"));
        assertThat(generation()).isEmpty();
    }

    @Test
    void aNameThatIsNotThatOfOneIndexIsRefused() {
        for (var name : List.of("pictures*", "_all", "a,b", "a/_search", "a?b", "-a", "..", "other:a", "")) {
            index(name, MODEL).statusCode(400).body("code", is("invalid-request"));
        }
    }

    private Optional<Generation> generation() {
        return generations.list().stream()
                .map(Stage::generation)
                .filter(generation -> generation.model().equals(MODEL))
                .findFirst();
    }

    private static UUID upload(int index) {
        var image = Client.upload(DemoCollection.picture(31, index));
        assertThat(Client.settled(image).getString("status")).isEqualTo("ready");
        return image;
    }

    private static String name(UUID image) {
        return given().get("/api/images/{id}", image).jsonPath().getString("name");
    }

    /// What the model makes of a picture; not of unit length, as others may keep it.
    private float[] own(UUID image) {
        try {
            var vector = embedders
                    .of(MODEL)
                    .image(renditions.read(image, Renditions.PREVIEW), Purpose.INDEX)
                    .toArray();
            IntStream.range(0, vector.length).forEach(i -> vector[i] *= 3);
            return vector;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static float[] values(int seed) {
        var random = new Random(seed);
        var values = new float[DIMENSION];
        IntStream.range(0, DIMENSION).forEach(i -> values[i] = (float) random.nextGaussian());
        return values;
    }

    private int run() {
        return Cli.run("vectors", "import", "--index", index, "--model", MODEL, "--server", url);
    }

    private ValidatableResponse page(String after) {
        var order = new HashMap<String, Object>();
        order.put("index", index);
        order.put("after", after);
        return given().contentType(ContentType.JSON)
                .body(order)
                .post("/api/models/{id}/vectors/index", MODEL)
                .then();
    }

    private static ValidatableResponse index(String name, String model) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("index", name))
                .post("/api/models/{id}/vectors/index", model)
                .then();
    }

    private static ValidatableResponse files(UUID image, float[] values) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("vectors", List.of(Map.of("name", image.toString(), "values", values))))
                .post("/api/models/{id}/vectors", MODEL)
                .then();
    }

    private static void made(String name, int dimension, String space) {
        send("PUT", "/" + name, """
                {"settings": {"index.knn": true, "number_of_replicas": 0},
                 "mappings": {"properties": {
                    "name": {"type": "keyword"}, "type": {"type": "keyword"}, "cluster": {"type": "integer"},
                    "embedding": {"type": "knn_vector", "dimension": %d,
                        "method": {"name": "hnsw", "engine": "lucene", "space_type": "%s"}}}}}""".formatted(dimension, space));
    }

    private static String document(Map<String, Object> fields, float[] vector) {
        return fields.entrySet().stream()
                .map(field -> "\"%s\": %s"
                        .formatted(
                                field.getKey(),
                                field.getValue() instanceof Integer number ? number : "\"" + field.getValue() + "\""))
                .collect(Collectors.joining(", ", "{", ", \"embedding\": " + Arrays.toString(vector) + "}"));
    }

    private void put(String... documents) {
        send(
                "POST",
                "/" + index + "/_bulk?refresh=true",
                Arrays.stream(documents)
                        .map(document -> "{\"index\": {}}\n" + document + "\n")
                        .collect(Collectors.joining()));
    }

    private static String hits(String answer) {
        return answer.substring(answer.indexOf("\"hits\""));
    }

    private static String send(String method, String path, String body) {
        var answer = new EngineHttp(Optional.empty())
                .send(
                        method,
                        OpenSearchServer.url().resolve(path),
                        Map.of("content-type", "application/json"),
                        body.isEmpty() ? null : body,
                        Duration.ofSeconds(20));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
