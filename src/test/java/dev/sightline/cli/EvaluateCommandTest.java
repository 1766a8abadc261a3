package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.labels.DemoQueries;
import dev.sightline.demo.labels.DemoQueries.Kind;
import dev.sightline.demo.labels.DemoWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {

    private static final String REPORT = """
            {"queries":2,"measures":{"map":{"mean":0.7512,"low":0.6,"high":0.9},"f1":{"mean":0.5,"low":0.25,"high":0.75}},
             "nothing":{"queries":1,"silent":0},"milliseconds":{"p50":1.25,"p90":2,"p99":12.5},
             "reliability":{"bins":[{"results":0,"score":0,"relevant":0},{"results":4,"score":0.6,"relevant":1}],"error":0.04},"tuning":%s}
            """;
    private static final String TUNING =
            "{\"words\":0.9,\"midpoint\":0.84,\"steepness\":25.5,\"relevant\":0.61,\"f1\":0.7,\"averagePrecision\":0.8}";

    @TempDir
    private Path folder;

    private final StubServer server = new StubServer();

    @BeforeEach
    void report() {
        server.report = REPORT.formatted("null");
    }

    @AfterEach
    void keepsToTheContract() {
        server.close();
        assertThat(server.violations).isEmpty();
    }

    @Test
    void asksTheQueriesOfAFileAboutItsPictures() throws IOException {
        picture("a.gif", "one");
        picture("more/b.gif", "another");
        Path labels = labels("""
                image,caption
                a.gif,two boats
                more/b.gif,a castle
                a.gif,evening
                """);

        Run run = evaluate(labels);

        assertThat(run.exitCode()).isZero();
        assertThat(server.announced.values())
                .extracting(StubServer.Announced::set)
                .containsExactly("labels.csv", "labels.csv");
        assertThat(server.evaluations).hasSize(1);
        JsonNode order = server.evaluations.getFirst();
        assertThat(order.path("labels").asText()).isEqualTo(labels.toString());
        assertThat(order.path("set").asText()).isEqualTo("labels.csv");
        assertThat(order.path("method").asText()).isEqualTo("hybrid");
        assertThat(order.path("queries").findValuesAsText("text")).containsExactly("two boats", "a castle", "evening");
        assertThat(images(order, 0)).containsExactly(server.announcedAs("a.gif").id());
        assertThat(images(order, 1)).containsExactly(server.announcedAs("b.gif").id());
    }

    @Test
    void showsTheMeasuresOfEachMethod() throws IOException {
        picture("a.gif", "one");
        server.report = REPORT.formatted(TUNING);

        Run run = evaluate(labels("image,caption\na.gif,two boats\n"), "--method", "hybrid,vector", "--set", "boats");

        assertThat(server.evaluations)
                .extracting(order -> order.path("method").asText())
                .containsExactly("hybrid", "vector");
        assertThat(server.evaluations)
                .extracting(order -> order.path("set").asText())
                .containsOnly("boats");
        assertThat(server.announced).as("uploaded once").hasSize(1);
        assertThat(run).isEqualTo(new Run(0, """
                        2 queries with relevant images, 1 without; 95%% confidence intervals in brackets.

                        MEASURE             hybrid                vector
                        map                 0.751 [0.600, 0.900]  0.751 [0.600, 0.900]
                        f1                  0.500 [0.250, 0.750]  0.500 [0.250, 0.750]
                        ms p50 / p90 / p99  1.3 / 2.0 / 12.5      1.3 / 2.0 / 12.5

                        Of the 1 queries without relevant images, 0 show nothing.

                        SCORE  RESULTS  RELEVANT
                        0.15   4        0.25
                        Expected calibration error 0.040.

                        These queries choose words=0.90 midpoint=0.84 steepness=25.5 relevant=0.61 (sightline.search.*): cross-validated F1 0.700, average precision 0.800.

                        %s/evaluations/00000000-0000-0000-0000-000000000001 shows each query.
                        """.formatted(server.url()), ""));
    }

    @Test
    void asksAgainstSeveralKindsAndSaysWhichIsWhich() throws IOException {
        picture("a.gif", "one");

        Run run = evaluate(labels("image,caption\na.gif,two boats\n"), "--against", "image,combined");

        assertThat(server.evaluations)
                .extracting(order -> order.path("against").asText())
                .containsExactly("image", "combined");
        assertThat(run.out()).contains("""
                MEASURE             hybrid                hybrid combined
                map                 0.751 [0.600, 0.900]  0.751 [0.600, 0.900]
                """);
        assertThat(evaluate(labels("image,caption\na.gif,two boats\n"), "--against", "pixels")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void asksSeveralModelsAndSaysWhichIsWhich() throws IOException {
        picture("a.gif", "one");

        Run run = evaluate(labels("image,caption\na.gif,two boats\n"), "--model", "nova-256,nova-3072");

        assertThat(server.evaluations)
                .extracting(order -> order.path("model").asText(null))
                .containsExactly("nova-256", "nova-3072");
        assertThat(run.out()).contains("""
                MEASURE             hybrid                hybrid
                model               nova-256              nova-3072
                map                 0.751 [0.600, 0.900]  0.751 [0.600, 0.900]
                """);
        assertThat(evaluate(labels("image,caption\na.gif,two boats\n")).out()).doesNotContain("model ");
        assertThat(server.evaluations.getLast().has("model")).isFalse();
    }

    @Test
    void saysWhatWasLeftOut() throws IOException {
        picture("a.gif", "one");
        Files.writeString(folder.resolve("notes.txt"), "words");

        Run run = evaluate(labels("""
                image,caption
                a.gif,two boats
                gone.gif,a castle
                notes.txt,two boats
                """));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("gone.gif: is not there any more", "notes.txt: This is not a picture.");
        assertThat(server.evaluations.getFirst().path("queries").findValuesAsText("text"))
                .containsExactly("two boats");
    }

    @Test
    void asksNothingWhereNoPictureCouldBeTaken() throws IOException {
        Run run = evaluate(labels("image,caption\ngone.gif,a castle\n"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("gone.gif: is not there any more", "There is nothing to ask");
        assertThat(server.evaluations).isEmpty();
    }

    /// What is labelled as not relevant has to be there, or nothing wrong could be found.
    @Test
    void picturesThatAreNotRelevantAreThereToo() throws IOException {
        picture("a.gif", "one");
        picture("b.gif", "another");

        evaluate(labels("""
                query,image,relevance
                boat,a.gif,2
                boat,b.gif,0
                zebra,b.gif,0
                """));

        assertThat(server.announced).hasSize(2);
        JsonNode queries = server.evaluations.getFirst().path("queries");
        assertThat(queries.findValuesAsText("text")).containsExactly("boat", "zebra");
        assertThat(images(server.evaluations.getFirst(), 0))
                .containsExactly(server.announcedAs("a.gif").id());
        assertThat(queries.at("/0/relevant/0/grade").asInt()).isEqualTo(2);
        assertThat(queries.at("/1/relevant")).isEmpty();
    }

    /// The library keeps a picture once, whatever its files are called.
    @Test
    void copiesOfAPictureAreOneLabelWithTheBestGrade() throws IOException {
        picture("a.gif", "one");
        picture("copy.gif", "one");

        evaluate(labels("""
                query,image,relevance
                boat,a.gif,1
                boat,copy.gif,3
                castle,copy.gif,1
                """));

        assertThat(server.announced).hasSize(1);
        String image = server.announced.keySet().iterator().next();
        assertThat(images(server.evaluations.getFirst(), 0)).containsExactly(image);
        assertThat(images(server.evaluations.getFirst(), 1)).containsExactly(image);
        assertThat(server.evaluations
                        .getFirst()
                        .at("/queries/0/relevant/0/grade")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void evaluatesByWhatWasDoneInTheLibrary() {
        Run run = Run.against(server, "evaluate", "interactions");

        assertThat(run.exitCode()).isZero();
        assertThat(server.announced).isEmpty();
        JsonNode order = server.evaluations.getFirst();
        assertThat(order.has("set")).isFalse();
        assertThat(order.has("queries")).isFalse();
    }

    @Test
    void drawsPicturesAndWritesAboutThem() {
        Run run = Run.against(server, "evaluate", "demo", "--count", "4", "--seed", "5", "--queries", "words");

        assertThat(run.exitCode()).isZero();
        assertThat(DemoCollection.pictures(4, 5, 0))
                .allSatisfy(picture -> assertThat(server.stored(picture.name())).isEqualTo(picture.bytes()));
        JsonNode order = server.evaluations.getFirst();
        assertThat(order.path("set").asText()).isEqualTo("demo 4 (seed 5)");
        assertThat(order.path("labels").asText()).isEqualTo("demo words 4");
        assertThat(order.path("queries").findValuesAsText("text"))
                .containsExactlyElementsOf(DemoQueries.of(Kind.WORDS, 5, 4).stream()
                        .map(query -> query.text())
                        .toList());
        String third = server.announcedAs(DemoCollection.picture(5, 2).name()).id();
        DemoWords words = DemoWords.of(5, 2);
        assertThat(server.patches).hasSize(4);
        assertThat(server.patches.get(third).path("title").asText()).isEqualTo(words.title());
        assertThat(server.patches.get(third).at("/tags/0").asText()).isEqualTo(words.town());
    }

    @Test
    void givesScriptsTheWholeReport() throws IOException {
        Run run = Run.against(server, "evaluate", "interactions", "--json");

        JsonNode answer = new ObjectMapper().readTree(run.out());
        assertThat(answer.at("/evaluations/0/state").asText()).isEqualTo("done");
        assertThat(answer.at("/evaluations/0/report/measures/map/mean").asDouble())
                .isEqualTo(0.7512);
    }

    @Test
    void saysWhyItFailed() {
        server.failure = "The model that the queries were to be asked with was dropped.";

        Run run = Run.against(server, "evaluate", "interactions");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(server.failure);
    }

    @Test
    void tellsWhatItDoesNotUnderstand() throws IOException {
        Path labels = labels("image,caption\na.gif,boat\n");
        assertThat(misunderstood("evaluate", "interactions", "--method", "best"))
                .startsWith("--method is one of hybrid, vector, lexical, reciprocal-rank.");
        assertThat(misunderstood("evaluate", "demo", "--queries", "hard"))
                .startsWith("--queries is one of pixels, words, mixed, both, not, unknown.");
        assertThat(misunderstood("evaluate", "demo", "--count", "0")).startsWith("--count is from 1 to 9999.");
        assertThat(misunderstood("evaluate", labels.toString()))
                .startsWith("Name the folder of the pictures with --images.");
        assertThat(misunderstood("evaluate", "none.csv", "--images", folder.toString()))
                .startsWith("none.csv does not exist.");
        Files.writeString(labels, "a,b\n");
        assertThat(misunderstood("evaluate", labels.toString(), "--images", folder.toString()))
                .contains("does not begin with the names of its columns");
        Files.writeString(labels, "image,caption\n");
        assertThat(misunderstood("evaluate", labels.toString(), "--images", folder.toString()))
                .contains("has no queries");
        assertThat(server.evaluations).isEmpty();
    }

    private String misunderstood(String... arguments) {
        Run run = Run.against(server, arguments);
        assertThat(run.exitCode()).isEqualTo(2);
        return run.err();
    }

    private Run evaluate(Path labels, String... more) {
        return Run.against(
                server,
                Stream.concat(Stream.of("evaluate", labels.toString(), "--images", folder.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private Path labels(String content) throws IOException {
        return Files.writeString(folder.resolve("labels.csv"), content);
    }

    private void picture(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "GIF89a" + content);
    }

    private static List<String> images(JsonNode order, int query) {
        return StreamSupport.stream(order.at("/queries/" + query + "/relevant").spliterator(), false)
                .map(label -> label.path("image").asText())
                .toList();
    }
}
