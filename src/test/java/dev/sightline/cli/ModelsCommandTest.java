package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelsCommandTest {

    private static final String FETCHING = """
            {"id":"tiny","name":"Tiny","languages":null,"bytes":4000000,"wanted":true,"state":"fetching",\
            "progress":{"done":1000000,"total":4000000,"rate":1,"remaining":3},"error":null}""";
    private static final String WAITING = """
            {"id":"tiny","name":"Tiny","languages":null,"bytes":4000000,"wanted":true,"state":"waiting",\
            "progress":{"done":2000000,"total":4000000,"rate":0,"remaining":null},\
            "error":{"code":"hub-busy","reason":"The hub is busy.","retryAt":"2026-11-21T12:00:00Z"}}""";
    private static final String FAILED = """
            {"id":"tiny","name":"Tiny","languages":null,"bytes":4000000,"wanted":true,"state":"failed",\
            "progress":null,"error":{"code":"disk-full","reason":"The disk is full.","retryAt":null}}""";
    private static final String READY = """
            {"id":"tiny","name":"Tiny","languages":"English","bytes":4000000,"wanted":true,"state":"ready",\
            "progress":null,"error":null}""";
    private static final String DEMO = """
            {"id":"demo","name":"Demo model","languages":"English","bytes":null,"wanted":false,"state":"ready",\
            "progress":null,"error":null,"caveat":"It is small."}""";

    private final StubServer server = new StubServer();

    @AfterEach
    void keepsToTheContract() {
        server.close();
        assertThat(server.violations).isEmpty();
    }

    @Test
    void listsWhatThereIs() {
        server.models = "{\"models\":[%s,%s,%s]}".formatted(WAITING, FAILED, DEMO);

        assertThat(Run.against(server, "models"))
                .isEqualTo(new Run(0, """
                           ID    STATE         SIZE  LANGUAGES  NAME
                        *  tiny  waiting 50 %  4 MB             Tiny
                        *  tiny  failed        4 MB             Tiny
                           demo  ready               English    Demo model
                        """, "tiny: The hub is busy.\ntiny: The disk is full.\n"));
        assertThat(Run.against(server, "models", "--json")).isEqualTo(new Run(0, server.models + "\n", ""));
    }

    @Test
    void followsAFetchToItsEnd() {
        server.model.add(FETCHING);
        server.model.add(WAITING);
        server.model.add(READY);

        assertThat(Run.against(server, "models", "fetch", "tiny"))
                .isEqualTo(new Run(0, "tiny is ready.\n", "The hub is busy.\n"));
        assertThat(server.fetches).hasValue(1);
    }

    @Test
    void answersScriptsWithTheLastAnswer() {
        server.model.add(FETCHING);
        server.model.add(READY);

        assertThat(Run.against(server, "models", "fetch", "--json", "tiny")).isEqualTo(new Run(0, READY + "\n", ""));
    }

    @Test
    void saysWhyAModelIsNotThere() {
        server.model.add(FAILED);

        assertThat(Run.against(server, "models", "fetch", "tiny"))
                .isEqualTo(new Run(1, "", "tiny is not here: The disk is full.\n"));
    }

    @Test
    void repeatsWhatTheServerRefuses() {
        assertThat(Run.against(server, "models", "fetch", "huge"))
                .isEqualTo(new Run(1, "", "There is no model 'huge'.\n"));
    }
}
