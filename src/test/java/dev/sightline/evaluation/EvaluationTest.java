package dev.sightline.evaluation;

import static dev.sightline.evaluation.Evaluating.finished;
import static dev.sightline.evaluation.Evaluating.query;
import static dev.sightline.evaluation.Evaluating.start;
import static dev.sightline.evaluation.Evaluating.titled;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.sightline.account.Persons;
import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.DemoPicture;
import dev.sightline.index.Generation;
import dev.sightline.index.Generations;
import dev.sightline.index.Kind;
import dev.sightline.ingest.Outcome;
import dev.sightline.library.Collections;
import dev.sightline.library.Ids;
import dev.sightline.search.Method;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Queries with what should be found for them, asked and measured.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class EvaluationTest {

    private static final String SET = "birds";
    private static final long SEED = 907;

    @Inject
    Jdbi jdbi;

    @Inject
    EvaluationRepository repository;

    @Inject
    Asking asking;

    @Inject
    AskingSweep sweep;

    @Inject
    Collections collections;

    @Inject
    Generations generations;

    @Inject
    Persons persons;

    private UUID heron;
    private UUID kestrel;
    private UUID bittern;

    @BeforeEach
    void threeBirds() {
        Database.empty(jdbi);
        heron = titled(SET, SEED, 0, "heron");
        kestrel = titled(SET, SEED, 1, "kestrel");
        bittern = titled(SET, SEED, 2, "bittern");
    }

    /// The average precision of "heron" is 1; of "kestrel" 1/2, as one of two is found; of "bittern" 0.
    @Test
    void whatIsMeasuredIsWhatWasWorkedOutByHand() {
        var evaluation = finished(start(
                "by hand",
                SET,
                "lexical",
                List.of(
                        query("heron", Map.of(heron, 1)),
                        query("kestrel", Map.of(kestrel, 1, bittern, 1)),
                        query("bittern", Map.of(heron, 1)),
                        query("egret", Map.of()),
                        query("kestrel", Map.of()))));

        assertThat(evaluation.getString("state")).isEqualTo("done");
        assertThat(evaluation.getString("labels")).isEqualTo("by hand");
        assertThat(evaluation.getString("set")).isEqualTo(SET);
        assertThat(evaluation.getString("method")).isEqualTo("lexical");
        assertThat(evaluation.getInt("done")).isEqualTo(5);
        assertThat(evaluation.getInt("report.queries")).isEqualTo(3);
        mean(evaluation, "recall@1", 0.5);
        mean(evaluation, "recall@5", 0.5);
        mean(evaluation, "recall@10", 0.5);
        mean(evaluation, "ndcg@10", (1 + 1 / (1 + 1 / log2(3)) + 0) / 3);
        mean(evaluation, "mrr", 2 / 3.0);
        mean(evaluation, "map", 0.5);
        mean(evaluation, "precision", 2 / 3.0);
        mean(evaluation, "recall", 0.5);
        mean(evaluation, "f1", (1 + 2 / 3.0 + 0) / 3);
        mean(evaluation, "best-f1", (1 + 2 / 3.0 + 0) / 3);
        assertThat(evaluation.getMap("report.nothing")).isEqualTo(Map.of("queries", 2, "silent", 1));
        assertThat(evaluation.getDouble("report.milliseconds.p50"))
                .isPositive()
                .isLessThanOrEqualTo(evaluation.getDouble("report.milliseconds.p99"));
        var queries = queries(evaluation);
        assertThat(queries.getList("queries.text")).containsExactly("heron", "kestrel", "bittern", "egret", "kestrel");
        assertThat(queries.getList("queries.ranking"))
                .isEqualTo(List.of(ids(heron), ids(kestrel), ids(bittern), ids(), ids(kestrel)));
        assertThat(queries.getInt("queries[1].result.shownRelevant")).isEqualTo(1);
    }

    @Test
    void aGradeIsAGain() {
        var evaluation = finished(start(
                "grades",
                SET,
                "lexical",
                List.of(query("heron", Map.of(heron, 3, kestrel, 1)), query("kestrel", Map.of(heron, 3, kestrel, 1)))));

        double best = 3 + 1 / log2(3);
        assertThat(queries(evaluation).getList("queries.result.measures.ndcgAt10", Double.class))
                .satisfiesExactly(
                        first -> assertThat(first).isCloseTo(3 / best, within(1e-6)),
                        second -> assertThat(second).isCloseTo(1 / best, within(1e-6)));
    }

    @Test
    void queriesAreUnderstoodAsInTheSearchBox() {
        var types = List.of(heron, kestrel, bittern).stream()
                .filter(image -> given().get("/api/images/{id}", image)
                        .jsonPath()
                        .getString("type")
                        .equals("image/jpeg"))
                .toList();
        assertThat(types).isNotEmpty().hasSizeLessThan(3);
        var jpeg = types.stream().collect(Collectors.toMap(image -> image, _ -> 1));
        for (var method : List.of("hybrid", "vector", "lexical", "reciprocal-rank")) {
            var evaluation = finished(start(
                    "filters",
                    SET,
                    method,
                    List.of(
                            query("type:jpeg", jpeg),
                            query("heron type:gif", Map.of()),
                            query("heron -kestrel", Map.of(heron, 1)),
                            query("-kestrel", Map.of(heron, 1)))));

            assertThat(evaluation.getString("failure")).as(method).isNull();
            var queries = queries(evaluation);
            assertThat(queries.getList("queries[0].ranking", UUID.class))
                    .as(method)
                    .containsExactlyInAnyOrderElementsOf(types);
            assertThat(queries.getList("queries[1].ranking")).as(method).isEmpty();
        }
    }

    @Test
    void whatCannotBeEvaluatedIsRefusedWithTheReason() {
        var unknown = UUID.randomUUID();
        var label = List.<Map<String, ?>>of(query("heron", Map.of(heron, 1, unknown, 1)));
        start("x", SET, null, label)
                .statusCode(422)
                .body("code", is("label-not-found"), "images", is(List.of(unknown.toString())));
        start("x", null, null, List.of(query("heron", Map.of(heron, 1))))
                .statusCode(422)
                .body("code", is("label-not-found"));
        start("x", "fish", null, label).statusCode(404).body("code", is("set-not-found"));
        start("x", SET, null, List.of(query("type:film", Map.of())))
                .statusCode(400)
                .body("code", is("invalid-filter"));
        start("x", SET, null, List.of(query("-\"\"", Map.of()))).statusCode(422).body("code", is("nothing-to-search"));
        start(
                        "x",
                        SET,
                        null,
                        List.of(Map.of(
                                "text",
                                "heron",
                                "relevant",
                                List.of(Map.of("image", heron, "grade", 1), Map.of("image", heron, "grade", 2)))))
                .statusCode(422)
                .body("code", is("labelled-twice"));
        start("x", SET, null, List.of(query("heron", Map.of(heron, 0))))
                .statusCode(400)
                .body("errors[0].field", is("queries[0].relevant[0].grade"));
        start("x", null, null, null).statusCode(409).body("code", is("nothing-recorded"));
        given().get("/api/evaluations/{id}", unknown).then().statusCode(404).body("code", is("evaluation-not-found"));
        given().get("/api/evaluations").then().body("evaluations", empty());
    }

    @Test
    void whatIsInASetShowsNowhereInTheLibrary() {
        var inLibrary = Client.upload(DemoCollection.picture(SEED, 0));
        Client.settled(inLibrary);
        var failed = Client.uploadInto(
                SET, new DemoPicture("cut.jpg", "image/jpeg", new byte[] {1, 2, 3}, null, null, null, null));
        Client.settled(failed);

        given().get("/api/images").then().body("images.id", is(ids(inLibrary)), "total.count", is(1));
        assertThat(given().get("/").asString())
                .contains(inLibrary.toString())
                .doesNotContain(heron.toString(), kestrel.toString());
        assertThat(given().get("/?filter=type:jpeg").asString()).doesNotContain(heron.toString());
        assertThat(Client.search(Map.of("text", "heron")).getList("results.image.id"))
                .doesNotContain(heron.toString());
        assertThat(Client.search(Map.of("text", "heron", "weaker", true)).getList("results.image.id"))
                .doesNotContain(heron.toString(), kestrel.toString(), bittern.toString());
        assertThat(given().get("/api/facets").jsonPath().getList("facets[0].values.count", Integer.class))
                .containsExactly(1);
        given().get("/api/duplicates").then().body("total", is(0));
        given().get("/api/jobs").then().body("jobs.image", is(ids(inLibrary)), "counts", is(Map.of("done", 1)));
        given().get("/api/jobs/failures").then().body("groups", empty());
        given().get("/api/status")
                .then()
                .body(
                        "images.ready", is(1),
                        "images.failed", is(0),
                        "jobs", is(Map.of("done", 1)),
                        "storage.originals.count", is(1),
                        "index.coverage.all", is(1));
        assertThat(given().get("/search/suggestions?q=her").asString()).doesNotContain("heron");
        given().get("/api/tags").then().body("total", is(0));
        given().get("/api/trash").then().body("images", empty());
        given().get("/api/evaluations/sets").then().body("sets", is(List.of(Map.of("name", SET, "images", 4))));
    }

    @Test
    void aSetGoesWithItsPicturesAndItsEvaluations() {
        var evaluation = finished(start("x", SET, null, List.of(query("heron", Map.of(heron, 1)))));
        var elsewhere = titled("other birds", SEED, 0, "heron");
        var kept = finished(start("x", "other birds", null, List.of(query("heron", Map.of(elsewhere, 1)))));

        for (int again = 0; again < 2; again++) {
            given().delete("/api/evaluations/sets/{name}", SET).then().statusCode(204);
        }

        given().get("/api/images/{id}", heron).then().statusCode(404);
        given().get("/api/images/{id}", elsewhere).then().statusCode(200);
        given().get("/api/evaluations/sets").then().body("sets.name", is(List.of("other birds")));
        given().get("/api/evaluations/{id}", evaluation.getString("id")).then().statusCode(404);
        given().get("/api/evaluations").then().body("evaluations.id", is(List.of(kept.getString("id"))));
        given().get("/api/jobs").then().body("jobs", empty(), "counts", is(Map.of()));
        given().get("/api/trash").then().body("images", empty());
    }

    @Test
    void aSetMayHaveAnyName() {
        var name = "labels/more labels & ümlauts?.csv";
        titled(name, SEED, 0, "heron");

        given().delete("/api/evaluations/sets/{name}", name).then().statusCode(204);

        given().get("/api/evaluations/sets").then().body("sets.name", is(List.of(SET)));
    }

    @Test
    void anEvaluationIsDeletedWithItsQueries() {
        var id = finished(start("x", SET, null, List.of(query("heron", Map.of(heron, 1)))))
                .getString("id");

        given().delete("/api/evaluations/{id}", id).then().statusCode(204);

        given().get("/api/evaluations/{id}/queries", id).then().statusCode(404);
        given().delete("/api/evaluations/{id}", id).then().statusCode(404);
        given().get("/api/images/{id}", heron).then().statusCode(200);
    }

    /// What was answered before stays as it is; nobody asks it again.
    @Test
    void oneThatWasKilledHalfWayGoesOn() {
        var id = halfDone();

        assertThat(asking.attempt(id.toString())).isEqualTo(new Outcome.Finished());

        var evaluation = finished(id);
        assertThat(evaluation.getInt("done")).isEqualTo(2);
        assertThat(queries(evaluation).getLong("queries[0].result.micros")).isEqualTo(123_456_789);
        assertThat(evaluation.getDouble("report.milliseconds.p99")).isEqualTo(123_456.789, within(0.01));
        mean(evaluation, "map", 1);
        assertThat(asking.attempt(id.toString())).isEqualTo(new Outcome.Finished());
        assertThat(finished(id).getString("finishedAt")).isEqualTo(evaluation.getString("finishedAt"));
    }

    @Test
    void oneThatTheQueueDoesNotKnowIsFoundBySweeping() {
        var id = halfDone();

        sweep.sweep();

        assertThat(finished(id).getString("state")).isEqualTo("done");
    }

    /// The model is not on this machine, and nobody fetches it: asking again would not help.
    @Test
    void oneWhoseModelIsGoneFailsAndSaysWhy() {
        var gone = another("retired", false);
        try {
            var id = halfDone(gone, Method.VECTOR, Kind.IMAGE);

            assertThat(asking.attempt(id.toString())).isEqualTo(new Outcome.Finished());

            var evaluation = finished(id);
            assertThat(evaluation.getString("state")).isEqualTo("failed");
            assertThat(evaluation.getString("failure")).contains("is not on this machine");
            assertThat(given().get("/evaluations").asString()).contains("is not on this machine");
            given().get("/evaluations/{id}", id).then().statusCode(200).body(containsString("is not on this machine"));
        } finally {
            drop(gone);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "retired, false, was retired before it had all vectors. Have its model used again",
        "building, true, was paused before it had all vectors. Resume it",
    })
    void wordsThatNobodyReadsAreNotWaitedFor(String state, boolean paused, String failure) {
        var left = another(state, paused);
        try {
            var id = halfDone(left, Method.VECTOR, Kind.TEXT);

            assertThat(asking.attempt(id.toString())).isEqualTo(new Outcome.Finished());

            assertThat(finished(id).getString("failure")).contains(failure);
        } finally {
            drop(left);
        }
    }

    @Test
    void wordsThatAreBeingReadAreWaitedFor() {
        var building = another("building", false);
        try {
            var id = halfDone(building, Method.VECTOR, Kind.TEXT);

            assertThat(asking.attempt(id.toString())).isInstanceOf(Outcome.Postponed.class);
        } finally {
            drop(building);
        }
    }

    /// A generation of a model that is not on this machine, which lacks no picture and has not read what is written
    /// about one.
    private Generation another(String state, boolean paused) {
        long id = jdbi.inTransaction(handle -> {
            handle.createUpdate("""
                    with s as (
                        insert into space (provider, model, revision, quantisation, preprocessing, prompt, purpose, dimension)
                        select provider, 'another', revision, quantisation, preprocessing, prompt, purpose, dimension
                        from space limit 1 returning id)
                    insert into generation (space_id, dimension, engine, state, paused, model)
                    select id, 128, 'embedded', :state, :paused, 'clip-vit-base-patch32-q8' from s
                    """).bind("state", state).bind("paused", paused).execute();
            handle.execute("""
                    insert into vector (space_id, image_id, kind, ordinal, embedding, level)
                    select s.id, v.image_id, v.kind, v.ordinal, v.embedding, v.level
                    from vector v, space s where v.kind = 'image' and s.model = 'another'
                    """);
            handle.execute("update image set title = 'A heron at the pond' where id = ?", heron);
            return handle.createQuery("select max(id) from generation")
                    .mapTo(long.class)
                    .one();
        });
        return generations.find(id).orElseThrow().generation();
    }

    private void drop(Generation another) {
        jdbi.useTransaction(handle -> {
            handle.execute("delete from generation where id = ?", another.id());
            handle.execute("delete from vector where space_id = ?", another.spaceId());
            handle.execute("delete from space where id = ?", another.spaceId());
        });
    }

    private UUID halfDone() {
        return halfDone(generations.active(), Method.LEXICAL, Kind.IMAGE);
    }

    /// Inserted without the queue, and its first query answered.
    private UUID halfDone(Generation generation, Method method, Kind against) {
        var id = Ids.next();
        var first = new LabelledQuery("heron", Map.of(heron, 1));
        repository.insert(
                id,
                "half",
                collections.evaluation(SET).orElseThrow(),
                generation,
                persons.current(),
                method,
                against,
                List.of(first, new LabelledQuery("kestrel", Map.of(kestrel, 1))));
        var answer = new QueryResult(
                Measures.of(List.of(heron), first.grades()),
                1,
                1,
                1,
                1.0,
                123_456_789,
                Reliability.of(List.of(), Set.of()));
        repository.answer(id, 0, List.of(heron), answer, null);
        return id;
    }

    @Test
    void thePagesTellWhatTheApiTells() {
        var id = finished(start(
                        "by hand",
                        SET,
                        "lexical",
                        List.of(
                                query("heron", Map.of(heron, 1)),
                                query("kestrel", Map.of(kestrel, 1, bittern, 1)),
                                query("bittern", Map.of(heron, 1)),
                                query("Kestrel", Map.of()),
                                query("egret", Map.of()))))
                .getString("id");

        var list = given().get("/evaluations").then().statusCode(200).extract().asString();
        assertThat(list).contains("by hand", "set “birds” · by words alone", "0.538", SET, "3 pictures");
        var page = given().get("/evaluations/{id}", id)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(page)
                .contains("Nothing is relevant for 2 queries; nothing is shown for 1 of these.", "1 to 5 of 5")
                .doesNotContain("/search?q=heron");
        assertThat(page.indexOf(">bittern<")).isPositive().isLessThan(page.indexOf(">kestrel<"));
        assertThat(page.indexOf(">kestrel<")).isLessThan(page.indexOf(">Kestrel<"));
        assertThat(page.indexOf(">Kestrel<")).isLessThan(page.indexOf(">heron<"));
        given().get("/evaluations/{id}?page=2", id).then().statusCode(200);
        given().get("/evaluations/{id}?page=2147483647", id).then().statusCode(200);
        given().get("/evaluations/{id}", UUID.randomUUID())
                .then()
                .statusCode(404)
                .body(containsString("There is no evaluation"));
        given().redirects()
                .follow(false)
                .post("/evaluations/{id}/delete", id)
                .then()
                .statusCode(303);
        given().redirects()
                .follow(false)
                .formParam("name", SET)
                .post("/evaluations/sets/delete")
                .then()
                .statusCode(303);
        given().get("/api/evaluations/sets").then().body("sets", empty());
    }

    @Test
    void onlyTwoThatAreDoneAreCompared() {
        var queries = List.<Map<String, ?>>of(query("heron", Map.of(heron, 1)));
        var a = finished(start("x", SET, null, queries)).getString("id");
        var b = finished(start("x", SET, "lexical", queries)).getString("id");
        var running = halfDone().toString();

        compared(a, b, 200, "Compared by 1 query");
        compared(a, a, 422, "cannot be compared with itself");
        compared(a, running, 422, "is not finished");
        compared(a, UUID.randomUUID().toString(), 404, "There is no evaluation");
        compared(a, null, 422, "Choose two evaluations");
    }

    private static void compared(String a, String b, int status, String words) {
        var request = given().queryParam("a", a);
        (b == null ? request : request.queryParam("b", b))
                .get("/evaluations/compare")
                .then()
                .statusCode(status)
                .body(containsString(words));
    }

    @Test
    void thePageSaysThatNothingWasRecorded() {
        given().post("/evaluations").then().statusCode(409).body(containsString("there is nothing to evaluate by"));
    }

    private static void mean(JsonPath evaluation, String measure, double expected) {
        var interval = evaluation
                .<Map<String, Map<String, Number>>>get("report.measures")
                .get(measure);
        assertThat(interval.get("mean").doubleValue()).as(measure).isCloseTo(expected, within(1e-6));
        assertThat(interval.get("low").doubleValue())
                .isLessThanOrEqualTo(interval.get("mean").doubleValue() + 1e-6);
        assertThat(interval.get("high").doubleValue())
                .isGreaterThanOrEqualTo(interval.get("mean").doubleValue() - 1e-6);
    }

    private static JsonPath queries(JsonPath evaluation) {
        return given().get("/api/evaluations/{id}/queries", evaluation.getString("id"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> ids(UUID... images) {
        return List.of(images).stream().map(UUID::toString).toList();
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
