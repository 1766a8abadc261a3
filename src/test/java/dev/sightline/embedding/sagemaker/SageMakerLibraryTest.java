package dev.sightline.embedding.sagemaker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.sightline.cli.Cli;
import dev.sightline.demo.DemoCollection;
import dev.sightline.embedding.Embedders;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Vector;
import dev.sightline.index.Calibrations;
import dev.sightline.index.Generation;
import dev.sightline.index.Generations;
import dev.sightline.index.Stage;
import dev.sightline.index.VectorRepository;
import dev.sightline.ingest.StoredRenditions;
import dev.sightline.picture.Renditions;
import dev.sightline.storage.Keys;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A library whose pictures are seen by endpoints of Amazon SageMaker.
@QuarkusTest
@QuarkusTestResource(value = SageMakerServers.class, restrictToAnnotatedClass = true)
class SageMakerLibraryTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int DIMENSION = 1024;

    StubSageMaker stub;

    @TestHTTPResource
    String url;

    @Inject
    Jdbi jdbi;

    @Inject
    Generations generations;

    @Inject
    Calibrations calibrations;

    @Inject
    VectorRepository vectors;

    @Inject
    Embedders embedders;

    @Inject
    StoredRenditions renditions;

    @TempDir
    Path output;

    @BeforeEach
    void searchedWithIt() {
        Database.empty(jdbi);
        use("sagemaker");
    }

    @AfterEach
    void nothingThatTheEndpointsDoNotTake() {
        assertThat(stub.violations).isEmpty();
    }

    @Test
    void picturesAreFoundAndCounted() {
        var image = upload(1);

        Client.search(Map.of("examples", List.of(Map.of("id", image))));

        assertThat(Client.search(Map.of("text", "a boat at night")).getString("model"))
                .isEqualTo("CLIP RN50");
        given().get("/api/models/sagemaker")
                .then()
                .statusCode(200)
                .body("wanted", is(true))
                .body("service", is("Amazon SageMaker"))
                .body("state", is("ready"));
        given().get("/settings").then().body(containsString("CLIP RN50 (Amazon SageMaker, us-east-1)"));
    }

    @Test
    void theEndpointIsNotAskedForPicturesWhoseVectorsABatchJobHasComputed() throws Exception {
        use("demo");
        generations.list().stream()
                .map(Stage::generation)
                .filter(generation -> generation.model().equals("sagemaker"))
                .forEach(generation -> given().post("/api/generations/{id}/drop", generation.id()));
        var images = List.of(upload(1), upload(2), upload(3));
        // What it takes to calibrate is asked for once, whenever that is, and so is the proof that it is this model.
        var own = embedders
                .of("sagemaker")
                .image(renditions.read(images.get(0), Renditions.PREVIEW), Purpose.INDEX)
                .toArray();
        write(Keys.original(images.get(0)), "[" + Arrays.toString(own) + "]");
        assertThat(run()).isZero();
        var generation = generation("sagemaker");
        int asked = stub.images.size();

        write(images.get(1).toString(), json(2));
        write("some/folder/" + name(images.get(2)), "[" + json(3) + "]");
        assertThat(run()).isZero();
        given().get("/api/generations/{id}", generation.id())
                .then()
                .body("paused", is(true))
                .body("state", is("building"))
                .body("coverage.searchable", is(3));
        var stored = vectors.ofImages(generation, images);
        for (int i = 0; i < images.size(); i++) {
            var expected = Vector.normalised(i == 0 ? own : values(i + 1));
            var found = stored.get(images.get(i)).getFirst();
            assertThat(found.vector().cosine(expected)).isCloseTo(1, within(1e-6));
            assertThat(found.level()).isCloseTo(calibrations.of(generation).level(found.vector()), within(1e-6));
        }

        given().post("/api/generations/{id}/resume", generation.id()).then().statusCode(202);

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(generations.active().id()).isEqualTo(generation.id()));
        assertThat(stub.images).hasSize(asked);
        assertThat(cosine(images.get(1), images.get(2)))
                .isCloseTo(Vector.normalised(values(2)).cosine(Vector.normalised(values(3))), within(1e-4));
    }

    @Test
    void aVectorThatIsThereStaysUnlessItIsReplacedAndSearchesFollow() throws IOException {
        var one = upload(4);
        var other = upload(5);
        var generation = generations.active();
        double before = cosine(one, other);
        var vector =
                vectors.ofImages(generation, List.of(one)).get(one).getFirst().vector();
        write(Keys.original(other), "[" + Arrays.toString(vector.toArray()) + "]");

        bring(named(other, values(9)), false).body("vectors[0].status", is("there"));
        assertThat(run()).isZero();
        assertThat(cosine(one, other)).isEqualTo(before);
        assertThat(run("--replace")).isZero();

        assertThat(cosine(one, other)).isCloseTo(1, within(1e-5)).isGreaterThan(before + 1e-3);
    }

    @Test
    void whatCannotBeTakenIsSaidByNameAndTheOthersAreTaken() throws IOException {
        var image = upload(6);
        var copies = Stream.of(7, 8)
                .map(index -> Client.upload(
                        "twice.png",
                        "image/png",
                        DemoCollection.picture(21, index).bytes()))
                .toList();
        copies.forEach(Client::settled);

        bring(Map.of("name", "nowhere.jpg", "values", values(1)), true)
                .body("vectors[0].status", is("refused"))
                .body("vectors[0].image", nullValue())
                .body("vectors[0].error.code", is("image-not-found"))
                .body("vectors[0].error.reason", containsString("nowhere.jpg"));
        bring(Map.of("name", "a/twice.png", "values", values(1)), true)
                .body("vectors[0].error.code", is("ambiguous-name"))
                .body("vectors[0].error.reason", containsString("2 pictures are called twice.png"));
        bring(named(image, new float[] {1, 2}), true)
                .body("vectors[0].error.code", is("invalid-dimension"))
                .body("vectors[0].error.reason", is("It has 2 values, and the vectors of CLIP RN50 have 1024."));
        bring(named(image, new float[DIMENSION]), true).body("vectors[0].error.code", is("invalid-vector"));
        var before = vectors.ofImages(generations.active(), List.of(image));

        write("nowhere.jpg", "[" + json(1) + "]");
        write("nan", "[[NaN, 1]]");
        write(image.toString(), "[" + json(2) + "]");
        assertThat(run("--replace")).isEqualTo(1);

        assertThat(vectors.ofImages(generations.active(), List.of(image))).isNotEqualTo(before);
    }

    @Test
    void ofAPictureThatCouldNotBeTakenInNoneIsTaken() {
        var failed = Client.upload("cut.jpg", "image/jpeg", new byte[] {1, 2, 3});
        assertThat(Client.settled(failed).getString("status")).isEqualTo("failed");

        bring(named(failed, values(1)), true).body("vectors[0].error.code", is("image-not-ready"));

        assertThat(vectors.having(generations.active().spaceId(), List.of(failed)))
                .isEmpty();
    }

    @Test
    void anotherModelTakesNone() throws IOException {
        write(UUID.randomUUID().toString(), json(1));

        assertThat(run("--model", "demo")).isEqualTo(1);

        given().contentType(ContentType.JSON)
                .body(Map.of("vectors", List.of(Map.of("name", "a", "values", List.of(1)))))
                .post("/api/models/demo/vectors")
                .then()
                .statusCode(409)
                .body("code", is("vectors-not-taken"))
                .body("detail", containsString("set sightline.embedding.provider to titan, nova or sagemaker"));
    }

    @Test
    void aModelThatIsNotOnThisMachineTakesNoneEither() {
        given().contentType(ContentType.JSON)
                .body(Map.of("vectors", List.of(Map.of("name", "a", "values", List.of(1)))))
                .post("/api/models/clip-vit-base-patch32-q8/vectors")
                .then()
                .statusCode(409)
                .body("code", is("vectors-not-taken"));
    }

    @Test
    void anIndexIsNotReadBeforeOpenSearchIsSetUp() {
        given().contentType(ContentType.JSON)
                .body(Map.of("index", "pictures"))
                .post("/api/models/sagemaker/vectors/index")
                .then()
                .statusCode(409)
                .body("code", is("engine-not-set-up"))
                .body("detail", containsString("sightline.index.opensearch.url"));
    }

    @Test
    void aGenerationThatIsRetiredTakesNone() {
        var image = upload(9);
        use("demo");

        given().contentType(ContentType.JSON)
                .body(Map.of("vectors", List.of(named(image, values(1)))))
                .post("/api/models/sagemaker/vectors")
                .then()
                .statusCode(409)
                .body("code", is("generation-retired"));
    }

    private void use(String model) {
        if (generations.active().model().equals(model)) {
            return;
        }
        var kept = generations.list().stream()
                .map(Stage::generation)
                .filter(generation -> generation.model().equals(model))
                .findFirst();
        if (kept.isPresent()) {
            given().post("/api/generations/{id}/activate", kept.get().id())
                    .then()
                    .statusCode(202);
        } else {
            given().contentType(ContentType.JSON)
                    .body(Map.of("model", model))
                    .post("/api/generations")
                    .then()
                    .statusCode(202);
        }
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(generations.active().model()).isEqualTo(model));
    }

    private Generation generation(String model) {
        return generations.list().stream()
                .map(Stage::generation)
                .filter(generation -> generation.model().equals(model))
                .findFirst()
                .orElseThrow();
    }

    private static UUID upload(int index) {
        var image = Client.upload(DemoCollection.picture(21, index));
        assertThat(Client.settled(image).getString("status")).isEqualTo("ready");
        return image;
    }

    private static String name(UUID image) {
        return given().get("/api/images/{id}", image).jsonPath().getString("name");
    }

    /// By what a search for one finds the other.
    private static double cosine(UUID one, UUID other) {
        var found = Stream.of(false, true)
                .map(weaker -> Client.search(Map.of("examples", List.of(Map.of("id", one)), "weaker", weaker)))
                .flatMap(answer -> answer.<Map<String, Object>>getList("results").stream())
                .filter(result -> ((Map<?, ?>) result.get("image")).get("id").equals(other.toString()))
                .findFirst()
                .orElseThrow();
        return ((Number) ((Map<?, ?>) found.get("parts")).get("vector")).doubleValue();
    }

    private ValidatableResponse bring(Map<String, ?> vector, boolean replace) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("vectors", List.of(vector), "replace", replace))
                .post("/api/models/sagemaker/vectors")
                .then()
                .statusCode(200);
    }

    private static Map<String, ?> named(UUID image, float[] values) {
        return Map.of("name", Keys.original(image), "values", values);
    }

    private void write(String name, String content) throws IOException {
        var file = output.resolve(name + ".out");
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private int run(String... more) {
        return Cli.run(
                Stream.concat(Stream.of("vectors", "import", "--server", url, output.toString()), Arrays.stream(more))
                        .toArray(String[]::new));
    }

    private static String json(int seed) {
        return Arrays.toString(values(seed));
    }

    /// As a batch job writes them: not of unit length.
    private static float[] values(int seed) {
        var random = new Random(seed);
        var values = new float[DIMENSION];
        IntStream.range(0, DIMENSION).forEach(i -> values[i] = (float) random.nextGaussian() * 3);
        return values;
    }
}
