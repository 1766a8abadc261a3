package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.DemoPicture;
import dev.sightline.storage.Keys;
import dev.sightline.storage.ObjectStore;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line and the service, which keep to the same contract.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class CliServerTest {

    @TestHTTPResource
    String url;

    @Inject
    Jdbi jdbi;

    @Inject
    ObjectStore objects;

    @TempDir
    Path folder;

    @BeforeEach
    void emptyLibrary() {
        Database.empty(jdbi);
    }

    @Test
    void importsPicturesOnceAndFindsThem() throws IOException {
        DemoPicture first = DemoCollection.picture(5, 0);
        for (DemoPicture picture : List.of(first, DemoCollection.picture(5, 1), DemoCollection.picture(5, 2))) {
            Files.write(folder.resolve(picture.name()), picture.bytes());
        }
        Files.writeString(folder.resolve("torn.png"), "\u0089PNG\r\n\u001a\n and no more", StandardCharsets.ISO_8859_1);

        Run run = run("import", "--json", folder.toString());

        JsonNode report = json(run.out());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(report.path("added").asInt()).isEqualTo(3);
        assertThat(report.path("failed").asInt()).isEqualTo(1);
        assertThat(run.err()).startsWith(folder.resolve("torn.png") + ": ");
        assertThat(report.path("files").get(0).path("file").asText())
                .isEqualTo(folder.resolve(first.name()).toString());
        assertThat(objects.get(Keys.ORIGINALS
                        + report.path("files").get(0).path("image").asText()))
                .isEqualTo(first.bytes());

        Files.delete(folder.resolve("torn.png"));
        assertThat(run("import", folder.toString())).isEqualTo(new Run(0, "0 pictures added, 3 there already.\n", ""));

        Run found = run("search", "--image", folder.resolve(first.name()).toString(), "--limit", "1");
        assertThat(found.out()).startsWith("NAME").contains(first.name());
    }

    @Test
    void loadsTheDemoWithItsWords() throws IOException {
        assertThat(run("demo", "--count", "2", "--seed", "5", "--with-captions"))
                .isEqualTo(new Run(0, "2 pictures added.\n", ""));

        DemoPicture picture = DemoCollection.picture(5, 1);
        JsonNode found = json(run("search", "--json", picture.title()).out());
        assertThat(found.path("results")).anySatisfy(result -> {
            assertThat(result.at("/image/name").asText()).isEqualTo(picture.name());
            assertThat(result.at("/image/title").asText()).isEqualTo(picture.title());
            assertThat(result.at("/image/description").asText())
                    .isEqualTo(picture.caption().text());
        });
        assertThat(run("status").out()).contains("images:", "  ready: 2", "model:", "  name: Sightline demo model");
    }

    @Test
    void repeatsTheWordsOfTheServer() {
        Run run = run("search", "boat", "--filter", "type:film");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("type:film");
    }

    private Run run(String... arguments) {
        return Run.of(Stream.concat(Arrays.stream(arguments), Stream.of("--server", url))
                .toArray(String[]::new));
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
