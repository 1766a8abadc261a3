package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {

    @Test
    void saysWhatItCanDo() {
        Run run = Run.of("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "import",
                        "search",
                        "status",
                        "models",
                        "index",
                        "demo",
                        "evaluate",
                        "completion",
                        "3  no server answers")
                .doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"import", "search", "status", "models", "demo", "evaluate"})
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

    /// Asks a real bash what it would offer.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sightline imp            | import
                    sightline import --no    | --no-wait
                    sightline models fe      | fetch
                    sightline evaluate --q   | --queries
                    sightline search --li    | --limit
                    sightline completion f   | fish
                    """)
    void completesInBash(String typed, String offered) throws Exception {
        String words = String.join(" ", typed.split(" "));
        Process bash = new ProcessBuilder("bash", "-c", """
                compopt() { :; }
                source /dev/stdin
                COMP_WORDS=(%1$s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE="%1$s"; COMP_POINT=${#COMP_LINE}
                _complete_sightline
                echo "${COMPREPLY[@]}"
                """.formatted(words))
                .redirectErrorStream(true)
                .start();
        try (var script = bash.outputWriter()) {
            script.write(Run.of("completion").out());
        }

        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\\s+"))
                .containsOnly(offered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void writesAScriptThatTheShellUnderstands(String shell) throws Exception {
        assumeThat(isThere(shell)).isTrue();
        Process check = new ProcessBuilder(shell, "-n", "/dev/stdin")
                .redirectErrorStream(true)
                .start();
        try (var script = check.outputWriter()) {
            script.write(Run.of("completion", shell).out());
        }

        assertThat(new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(check.waitFor()).isZero();
    }

    @Test
    void completesInFish() {
        assertThat(Run.of("completion", "fish").out().lines())
                .contains(
                        "complete -c sightline -n '__sightline_at' -f -a import -d 'Adds pictures to the library: files, and everything in folders.'",
                        "complete -c sightline -n '__sightline_at import' -l no-wait -d 'Return when everything is uploaded, before it is understood and can be found.'",
                        "complete -c sightline -n '__sightline_at search' -x -l limit -d 'How many to show at most, 1 to 200.'")
                .noneMatch(line -> line.contains("hidden"));
    }

    @Test
    void knowsNoOtherShell() {
        assertThat(Run.of("completion", "tcsh").exitCode()).isEqualTo(2);
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @Test
    void suggestsWhatMayHaveBeenMeant() {
        Run run = Run.of("serach", "boat");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("search").contains("Try 'sightline --help'.");
    }
}
