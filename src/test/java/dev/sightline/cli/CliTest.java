package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {

    @Test
    void saysWhatItCanDo() {
        Run run = Run.of("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("import", "search", "status", "models", "demo", "completion", "3  no server answers")
                .doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"import", "search", "status", "models", "demo"})
    void saysHowToUseEachCommand(String command) {
        Run run = Run.of(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: sightline " + command, "--server", "--json", "SIGHTLINE_TOKEN");
    }

    @Test
    void completesItsCommands() {
        Run run = Run.of("completion");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("complete -F _complete_sightline", "import", "--no-wait");
    }

    @Test
    void suggestsWhatMayHaveBeenMeant() {
        Run run = Run.of("serach", "boat");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("search").contains("Try 'sightline --help'.");
    }
}
