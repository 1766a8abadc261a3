package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PersonalizeCommandTest {

    private static final String COST = """
            "cost":{"interactions":2450,"once":0.0049,"hourly":0.54,"words":"Amazon takes $0.54 an hour."}""";
    private static final String NONE = """
            {"enabled":true,"missing":null,%s,"setups":[],"deletions":0,"troubles":[]}""".formatted(COST);
    private static final String MISSING = """
            {"enabled":true,"missing":"There are 3 interactions.",%s,"setups":[],"deletions":0,"troubles":[]}""".formatted(COST);
    private static final String BUILDING = """
            {"enabled":true,"missing":null,%s,"setups":[{"id":"a","state":"building","current":true,"failure":null,\
            "delay":"It is busy.","agreedAt":"2026-11-22T09:02:25Z","activeAt":null,"steps":[\
            {"kind":"schema","name":"Schema","arn":"arn:aws:x","state":"made","at":"2026-11-22T09:02:25Z"},\
            {"kind":"dataset-group","name":"Dataset group","arn":null,"state":"making","at":"2026-11-22T09:02:25Z"}]}],\
            "deletions":0,"troubles":[]}""".formatted(COST);
    private static final String FAILED = BUILDING.replace("\"failure\":null", "\"failure\":\"It was denied.\"")
            .replace("\"delay\":\"It is busy.\"", "\"delay\":null");
    private static final String TOLD = """
            Setup a: building
            STEP           STATE   ARN
            Schema         made    arn:aws:x
            Dataset group  making
            """;

    private final StubServer server = new StubServer();

    @AfterEach
    void keepsToTheContract() {
        server.close();
        assertThat(server.violations).isEmpty();
    }

    @Test
    void saysHowItIs() {
        server.personalize = BUILDING;

        assertThat(Run.against(server, "personalize", "status"))
                .isEqualTo(new Run(0, TOLD, "It is tried again: It is busy.\n"));
        assertThat(Run.against(server, "personalize", "status", "--json")).isEqualTo(new Run(0, BUILDING + "\n", ""));
    }

    @Test
    void endsWithAnErrorWhereSomethingFailed() {
        server.personalize = FAILED;

        assertThat(Run.against(server, "personalize", "status"))
                .isEqualTo(new Run(1, TOLD, "It failed: It was denied.\n"));
    }

    @Test
    void saysWhatItWouldCostOrWhatIsMissing() {
        server.personalize = NONE;
        assertThat(Run.against(server, "personalize", "status").out())
                .isEqualTo("Nothing is set up at Amazon Personalize.\nAmazon takes $0.54 an hour.\n");

        server.personalize = MISSING;
        assertThat(Run.against(server, "personalize", "status").out()).endsWith("There are 3 interactions.\n");
    }

    @Test
    void startsNothingUnlessSomebodyAgrees() {
        server.personalize = NONE;

        assertThat(Run.against(server, "personalize", "start"))
                .isEqualTo(new Run(1, "", "Amazon takes $0.54 an hour.\nNothing is started. Agree with --yes.\n"));
        assertThat(server.agreements).isEmpty();
    }

    @Test
    void startsItOnceSomebodyAgreed() {
        server.personalize = NONE;
        server.personalized = BUILDING;

        assertThat(Run.against(server, "personalize", "start", "--yes"))
                .isEqualTo(new Run(0, TOLD, "Amazon takes $0.54 an hour.\nIt is tried again: It is busy.\n"));
        assertThat(server.agreements).containsExactly("{\"agreed\":true}");
    }

    @Test
    void goesOnAndRemoves() {
        server.personalized = BUILDING;

        assertThat(Run.against(server, "personalize", "retry").exitCode()).isZero();
        assertThat(Run.against(server, "personalize", "teardown", "--json")).isEqualTo(new Run(0, BUILDING + "\n", ""));
        assertThat(server.agreements).containsExactly("retry", "teardown");
    }

    @Test
    void wantsToKnowWhatIsToBeDone() {
        assertThat(Run.of("personalize").exitCode()).isEqualTo(2);
    }
}
