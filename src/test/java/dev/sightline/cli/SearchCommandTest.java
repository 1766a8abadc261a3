package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.demo.DemoCollection;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
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
        byte[] picture = DemoCollection.picture(5, 0).bytes();
        Path example = Files.write(folder.resolve("a.png"), picture);

        Run run = Run.against(
                server,
                "search",
                "red",
                "boat",
                "--against",
                "combined",
                "--filter",
                "type:png",
                "--limit",
                "5",
                "--weaker",
                "--image",
                example.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(server.searches)
                .containsExactly(json("""
                        {"text":"red boat","examples":[{"data":"%s"}],"against":"combined","filter":"type:png","limit":5,"weaker":true}""".formatted(Base64.getEncoder().encodeToString(picture))));
    }

    @Test
    void asksForNothingElse() throws IOException {
        Run.against(server, "search", "boat");

        assertThat(server.searches).containsExactly(json("{\"text\":\"boat\"}"));
    }

    @Test
    void takesWhatLooksLikeAnOptionAfterADash() throws IOException {
        Run.of("search", "--server", server.url(), "--", "boat", "-lighthouse");

        assertThat(server.searches).containsExactly(json("{\"text\":\"boat -lighthouse\"}"));
    }

    @Test
    void scalesAPictureThatIsTooLargeToSend() throws IOException {
        BufferedImage noise = new BufferedImage(2000, 800, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        noise.setRGB(0, 0, 2000, 800, random.ints(2000 * 800).toArray(), 0, 2000);
        Path large = folder.resolve("large.png");
        ImageIO.write(noise, "png", large.toFile());
        assertThat(large).satisfies(file -> assertThat(Files.size(file)).isGreaterThan(3_000_000));

        Run.against(server, "search", "--image", large.toString());

        byte[] sent = Base64.getDecoder()
                .decode(server.searches.getFirst().at("/examples/0/data").asText());
        BufferedImage scaled = ImageIO.read(new ByteArrayInputStream(sent));
        assertThat(sent).hasSizeLessThan(3_000_000);
        assertThat(scaled.getWidth()).isEqualTo(1440);
        assertThat(scaled.getHeight()).isEqualTo(576);
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
        Path text = Files.writeString(folder.resolve("notes.jpg"), "words");
        assertThat(Run.against(server, "search").err())
                .startsWith("Say what to look for: words, or a picture with --image.\nTry 'sightline search --help'.");
        assertThat(Run.against(server, "search", "a", "--limit", "201").err()).startsWith("--limit is from 1 to 200.");
        assertThat(Run.against(server, "search", "--image", text.toString()).err())
                .startsWith(text + ": This is not a picture.");
        Run missing = Run.against(server, "search", "--image", "none.jpg");
        assertThat(missing.err()).startsWith("none.jpg does not exist.");
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
