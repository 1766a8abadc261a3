package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StylesCommandTest {

    private static final String NONE = """
            {"styles":[],"found":null,"job":null}""";
    private static final String CHOOSING = """
            {"styles":[],"found":null,"job":{"state":"choosing","k":null,"done":3,"total":9,"failure":null}}""";
    private static final String ASSIGNING = """
            {"styles":[],"found":null,"job":{"state":"assigning","k":2,"done":300,"total":2400,"failure":null}}""";
    private static final String FAILED = """
            {"styles":[],"found":null,"job":{"state":"fitting","k":2,"done":1,"total":5,"failure":"The model was dropped."}}""";
    private static final String FOUND = """
            {"styles":[{"id":"a","name":"Mosaic","named":false,"size":120,"images":[]},\
            {"id":"b","name":"Pixel art","named":true,"size":7,"images":[]}],\
            "found":{"at":"2026-11-22T09:02:25Z","k":2,"reason":"You asked for this number.","tried":[],"drift":{}},"job":null}""";
    private static final String LISTED = """
            PICTURES  STYLE
            120       Mosaic
            7         Pixel art
            """;

    private final StubServer server = new StubServer();

    @AfterEach
    void keepsToTheContract() {
        server.close();
        assertThat(server.violations).isEmpty();
    }

    @Test
    void listsWhatThereIs() {
        server.styles.add(FOUND);

        assertThat(Run.against(server, "styles")).isEqualTo(new Run(0, LISTED, ""));
        assertThat(Run.against(server, "styles", "--json")).isEqualTo(new Run(0, FOUND + "\n", ""));
    }

    @Test
    void saysHowStylesAreFoundWhereThereAreNone() {
        server.styles.add(NONE);

        assertThat(Run.against(server, "styles"))
                .isEqualTo(new Run(0, "", "There are no styles yet. Have them found: sightline styles find\n"));
    }

    @Test
    void followsThemUntilTheyAreFound() {
        server.styles.add(CHOOSING);
        server.styles.add(ASSIGNING);
        server.styles.add(FOUND);

        assertThat(Run.against(server, "styles", "find", "--count", "2"))
                .isEqualTo(new Run(0, LISTED, "You asked for this number.\n"));
        assertThat(server.ordered).isEqualTo("{\"k\":2}");
        assertThat(Run.against(server, "styles", "find", "--json")).isEqualTo(new Run(0, FOUND + "\n", ""));
        assertThat(server.ordered).isEqualTo("{}");
    }

    @Test
    void saysWhyTheyWereNotFound() {
        server.styles.add(FAILED);

        assertThat(Run.against(server, "styles", "find"))
                .isEqualTo(new Run(1, "", "The styles were not found: The model was dropped.\n"));
    }
}
