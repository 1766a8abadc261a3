package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusCommandTest {

    private static final String STATUS = """
            {"images":{"ready":240,"processing":0},"model":{"name":"demo","caveat":null},"index":"embedded","jobs":{"failed":[]},"generations":[{"id":"g1","coverage":0.98}]}""";

    private final StubServer server = new StubServer();

    @AfterEach
    void keepsToTheContract() {
        server.close();
        assertThat(server.violations).isEmpty();
    }

    @Test
    void tellsPeopleAllOfIt() {
        server.status = STATUS;

        assertThat(Run.against(server, "status")).isEqualTo(new Run(0, """
                        images:
                          ready: 240
                          processing: 0
                        model:
                          name: demo
                          caveat: none
                        index: embedded
                        jobs:
                          failed: none
                        generations:
                          1:
                            id: g1
                            coverage: 0.98
                        """, ""));
    }

    @Test
    void givesScriptsTheAnswerAsItCame() {
        server.status = STATUS;

        assertThat(Run.against(server, "status", "--json")).isEqualTo(new Run(0, STATUS + "\n", ""));
    }

    @Test
    void waitsForAServerThatIsBusy() {
        server.tooBusy.set(1);

        assertThat(Run.against(server, "status", "--json")).isEqualTo(new Run(0, "{}\n", ""));
    }
}
