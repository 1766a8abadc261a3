package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchCommandTest {

    private static final String FOUND = """
            {"results":[
              {"image":{"id":"1","name":"a boat at dusk.jpg","status":"ready"},"score":0.9134,"relevant":true,"parts":{"vector":0.31,"lexical":null,"taste":null}},
              {"image":{"id":"2","name":"été\\u001b[2J.png","status":"ready"},"score":0.5,"relevant":false}],
             "relevant":{"count":1,"exact":true},"next":null,"model":"demo","took":{"embed":3.1,"find":0.2,"rank":0.1}}
            """;

    @TempDir
    private Path folder;

    private final StubServer server = new StubServer();

    @AfterEach
    void keepsToTheContract() {
        server.close();
        assertThat(server.violations).isEmpty();
    }

    @Test
    void asksForEverythingItWasTold() throws IOException {
        Path example = Files.write(folder.resolve("a.gif"), "GIF89a".getBytes());

        Run run = Run.against(
                server,
                "search",
                "red",
                "boat",
                "--filter",
                "type:png",
                "--limit",
                "5",
                "--weaker",
                "--image",
                example.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(server.searches).containsExactly(json("""
                        {"text":"red boat","examples":[{"data":"R0lGODlh"}],"filter":"type:png","limit":5,"weaker":true}"""));
    }

    @Test
    void asksForNothingElse() throws IOException {
        Run.against(server, "search", "boat");

        assertThat(server.searches).containsExactly(json("{\"text\":\"boat\"}"));
    }

    @Test
    void showsATable() {
        server.found = FOUND;

        assertThat(Run.against(server, "search", "boat")).isEqualTo(new Run(0, """
                        NAME                SCORE  RELEVANT
                        a boat at dusk.jpg  0.913  yes
                        été\ufffd[2J.png         0.500  weaker
                        """, ""));
    }

    @Test
    void givesScriptsTheAnswerAsItCame() {
        server.found = FOUND;

        assertThat(Run.against(server, "search", "--json", "boat").out().strip())
                .isEqualTo(FOUND.strip());
    }

    @Test
    void saysWhatToDoWhereNothingIsFound() {
        assertThat(Run.against(server, "search", "boat").out())
                .isEqualTo("Nothing matches well. Add --weaker to see the rest.\n");
        assertThat(Run.against(server, "search", "boat", "--weaker").out())
                .isEqualTo("Nothing matches, not even weakly.\n");
    }

    @Test
    void tellsWhatItDoesNotUnderstand() throws IOException {
        Path large = folder.resolve("large.jpg");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(3_000_001);
        }
        assertThat(Run.against(server, "search").err())
                .startsWith("Say what to look for: words, or a picture with --image.\nTry 'sightline search --help'.");
        assertThat(Run.against(server, "search", "a", "--limit", "201").err()).startsWith("--limit is from 1 to 200.");
        assertThat(Run.against(server, "search", "--image", large.toString()).err())
                .contains("is larger than 3 MB");
        Run missing = Run.against(server, "search", "--image", "none.jpg");
        assertThat(missing.err()).startsWith("none.jpg does not exist");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(server.searches).isEmpty();
    }

    @Test
    void repeatsTheWordsOfTheServer() {
        server.token = Optional.of("secret");

        assertThat(Run.against(server, "search", "boat")).isEqualTo(new Run(1, "", "Sign in first.\n"));
    }

    @Test
    void noticesAServerOfAnotherKind() {
        try (StubHttp other =
                new StubHttp((exchange, body) -> StubHttp.answer(exchange, 404, "text/html", "<h1>Not here</h1>"))) {
            Run run = Run.of("search", "boat", "--server", other.url());

            assertThat(run)
                    .isEqualTo(new Run(
                            1,
                            "",
                            other.url() + " answers, but not as Sightline does (status 404). Is the address right?\n"));
        }
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
