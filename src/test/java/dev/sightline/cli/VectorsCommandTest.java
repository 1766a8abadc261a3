package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorsCommandTest {

    private final StubServer server = new StubServer();

    @TempDir
    Path folder;

    @BeforeEach
    void wantsTheTinyModel() {
        server.models = """
                {"models":[{"id":"demo","name":"Demo","wanted":false,"state":"ready"},\
                {"id":"tiny","name":"Tiny","wanted":true,"state":"ready"}]}""";
    }

    @AfterEach
    void keepsToTheContract() {
        server.close();
        assertThat(server.violations).isEmpty();
    }

    @Test
    void bringsEachFileByThePathOfItsObject() throws IOException {
        write("originals/a.out", "[[0.25, -3e-7, 12]]");
        write("there.jpg.out", "[1, 2]\n");
        write("manifest.json", "{}");

        Run run = run(folder.toString());

        assertThat(run)
                .isEqualTo(new Run(
                        0, "1 vector imported, 1 there already.\n", "1 other file left out: not named .out.\n"));
        assertThat(server.vectors).hasSize(1);
        JsonNode order = server.vectors.getFirst();
        assertThat(order.get("replace").asBoolean()).isFalse();
        assertThat(names(order)).containsExactly("originals/a", "there.jpg");
        assertThat(order.at("/vectors/0/values/1").floatValue()).isEqualTo(-3e-7f);
        assertThat(order.at("/vectors/1/values")).hasSize(2);
    }

    @Test
    void replacesAndAnswersInJsonWhereItIsAskedTo() throws IOException {
        Path file = write("there.jpg.out", "[[1, 2]]");

        Run run = run("--replace", "--json", "--model", "tiny", file.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(new ObjectMapper().readTree(run.out())).isEqualTo(new ObjectMapper().readTree("""
                {"model":"tiny","stored":1,"there":0,"refused":0,"files":[{"file":"%s","status":"stored",\
                "image":"00000000-0000-0000-0000-000000000001"}]}""".formatted(file)));
    }

    @Test
    void namesEachThatWasRefusedAndGoesOn() throws IOException {
        server.vectorsRefused.put("zebra.jpg", "No picture has this key.");
        Path zebra = write("zebra.jpg.out", "[[1, 2]]");
        Path broken = write("broken.jpg.out", "[[1, ");
        write("fine.jpg.out", "[[1, 2]]");

        Run run = run(folder.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("1 vector imported, 2 refused.\n");
        assertThat(run.err().lines())
                .anySatisfy(line -> assertThat(line).startsWith(broken + ": is no JSON"))
                .contains(zebra + ": No picture has this key.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[1, NaN]]|has a value that is no finite number: \"NaN\"",
                "[[1, 1e39]]|has a value that is no finite number: 1.0E39",
                "[[1, null]]|has a value that is no finite number: null",
                "[[1, \"2\"]]|has a value that is no finite number: \"2\"",
                "[[1, 2], [3, 4]]|has 2 vectors; a picture has one",
                "[[]]|has no values",
                "[]|has no values",
                "{\"embedding\": [1]}|has no vector: [[float, …]] is expected"
            })
    void saysWhatIsWrongWithAFile(String content, String why) throws IOException {
        Path file = write("a.out", content);

        assertThat(run(file.toString()))
                .isEqualTo(new Run(1, "0 vectors imported, 1 refused.\n", file + ": " + why + "\n"));
        assertThat(server.vectors).isEmpty();
    }

    @Test
    void sendsNoMoreThanTheServerTakes() throws IOException {
        String longest =
                Stream.generate(() -> "-1.17549435E-38").limit(4096).toList().toString();
        for (int i = 0; i < 100; i++) {
            write("wide-%03d.out".formatted(i), longest);
        }
        for (int i = 0; i < 501; i++) {
            write("narrow-%03d.out".formatted(i), "[1]");
        }

        assertThat(run(folder.toString()).out()).isEqualTo("601 vectors imported.\n");

        assertThat(server.vectors.stream().flatMap(order -> names(order).stream()))
                .doesNotHaveDuplicates()
                .hasSize(601);
    }

    @Test
    void saysWhatIsLeftToTheModel() throws IOException {
        server.generations = """
                {"generations":[{"id":7,"model":"tiny","engine":"embedded","state":"building","paused":true,\
                "coverage":{"searchable":1,"all":3},"copied":null,"error":null}]}""";
        Path file = write("a.out", "[1]");

        assertThat(run(file.toString()).err())
                .startsWith("1 of 3 pictures have a vector of tiny. Its generation 7 is paused.");
    }

    @Test
    void hasTheServerReadAnIndexPageByPage() throws IOException {
        server.pages.add(page("boat.jpg", "stored", 2, "1"));
        server.pages.add(page("there.jpg", "there", 1, "2"));
        server.pages.add(page("zebra.jpg", "refused", 0, null));

        Run run = run("--index", "old-pictures");

        assertThat(run)
                .isEqualTo(new Run(
                        1,
                        "1 vector imported, 1 there already, 1 refused.\n",
                        "zebra.jpg: No picture is called so.\n" + "3 documents left out: not of the type image.\n"));
        assertThat(server.indexes)
                .extracting(order -> order.get("after").asText(null))
                .containsExactly(null, "1", "2");
        assertThat(server.indexes)
                .allSatisfy(
                        order -> assertThat(order.get("replace").asBoolean()).isFalse());
    }

    @Test
    void answersInJsonOfAnIndexToo() throws IOException {
        server.pages.add(page("boat.jpg", "stored", 0, null));

        Run run = run("--index", "old-pictures", "--replace", "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(new ObjectMapper().readTree(run.out())).isEqualTo(new ObjectMapper().readTree("""
                {"model":"tiny","stored":1,"there":0,"refused":0,"others":0,"files":[{"file":"boat.jpg","status":"stored",\
                "image":"00000000-0000-0000-0000-000000000001"}]}"""));
        assertThat(server.indexes)
                .allSatisfy(
                        order -> assertThat(order.get("replace").asBoolean()).isTrue());
    }

    @Test
    void saysWhyAnIndexCannotBeReadToTheEnd() {
        assertThat(run("--index", "nowhere")).isEqualTo(new Run(1, "", "OpenSearch has no such index.\n"));

        server.pages.add(page("boat.jpg", "stored", 0, "1"));
        assertThat(run("--index", "old-pictures"))
                .isEqualTo(new Run(1, "", "This place is no longer kept. Begin again.\n"));
    }

    @Test
    void takesFilesOrAnIndexAndNotBoth() throws IOException {
        Path file = write("a.out", "[1]");

        assertThat(run().exitCode()).isEqualTo(2);
        assertThat(run("--index", "old-pictures", file.toString()).err())
                .startsWith("Name either files (PATH) or an index (--index NAME).");
        assertThat(server.vectors).isEmpty();
        assertThat(server.indexes).isEmpty();
    }

    private static String page(String name, String status, int others, String after) {
        boolean isRefused = status.equals("refused");
        return """
                {"vectors":[{"name":"%s","status":"%s","image":%s,"error":%s}],"others":%d,"total":6,"after":%s}""".formatted(
                        name,
                        status,
                        isRefused ? null : "\"00000000-0000-0000-0000-000000000001\"",
                        isRefused ? "{\"code\":\"image-not-found\",\"reason\":\"No picture is called so.\"}" : null,
                        others,
                        after == null ? null : "\"" + after + "\"");
    }

    @Test
    void wantsSomethingToBring() {
        assertThat(run(folder.toString()).exitCode()).isEqualTo(2);
        assertThat(run(folder.resolve("nowhere").toString()).err())
                .startsWith(folder.resolve("nowhere") + " does not exist.");
    }

    private static List<String> names(JsonNode order) {
        return StreamSupport.stream(order.get("vectors").spliterator(), false)
                .map(vector -> vector.get("name").asText())
                .toList();
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private Run run(String... arguments) {
        return Run.against(
                server,
                Stream.concat(Stream.of("vectors", "import"), Arrays.stream(arguments))
                        .toArray(String[]::new));
    }
}
