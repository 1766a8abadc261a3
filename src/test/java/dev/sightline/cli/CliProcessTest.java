package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can only be seen from outside: the environment, the memory, the end.
class CliProcessTest {

    @TempDir
    private Path folder;

    private final StubServer server = new StubServer();

    @AfterEach
    void keepsToTheContract() {
        server.close();
        assertThat(server.violations).isEmpty();
    }

    @Test
    void isToldItsServerAndTokenByTheEnvironment() throws Exception {
        Files.writeString(folder.resolve("a.gif"), "GIF89a");

        Process process = start(List.of(), "import", folder.toString());

        assertThat(out(process)).isEqualTo("1 picture added.\n");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void readsNoFileAsAWhole() throws Exception {
        int size = 64_000_000;
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("large.gif").toFile(), "rw")) {
            file.writeBytes("GIF89a");
            file.setLength(size);
        }

        Process process = start(List.of("-Xmx24m"), "import", folder.toString());

        assertThat(out(process)).isEqualTo("1 picture added.\n");
        assertThat(process.waitFor()).isZero();
        assertThat(server.stored("large.gif")).hasSize(size);
    }

    @Test
    void saysWhatIsKeptWhenItIsStopped() throws Exception {
        server.patience = Integer.MAX_VALUE;
        Files.writeString(folder.resolve("a.gif"), "GIF89a");
        Process process = start(List.of(), "import", folder.toString());
        await().atMost(Duration.ofSeconds(60)).until(() -> server.looks.get() > 0);

        process.toHandle().destroy();

        assertThat(process.waitFor()).isEqualTo(128 + 15);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("Stopped. What was uploaded is kept; the same command again does the rest.\n");
        assertThat(server.stored("a.gif")).isNotEmpty();
    }

    @Test
    void sendsOnlyWhatIsMissingAfterItWasKilled() throws Exception {
        int pictures = 150;
        for (int i = 0; i < pictures; i++) {
            Files.writeString(folder.resolve("%03d.gif".formatted(i)), "GIF89a" + i);
        }
        server.patience = Integer.MAX_VALUE;
        Process killed = start(List.of(), "import", folder.toString());
        await().atMost(Duration.ofSeconds(60)).until(() -> server.completed().size() > 100);
        killed.destroyForcibly().waitFor();
        List<String> arrived = List.copyOf(server.completed());

        server.patience = 0;
        Process again = start(List.of(), "import", folder.toString());

        // What was in one of the four lanes may have arrived without its line in the journal.
        assertThat(out(again)).matches("(\\d+) pictures? added, (\\d+) there already.\n");
        assertThat(again.waitFor()).isZero();
        assertThat(server.completed().stream().distinct()).hasSize(pictures);
        assertThat(server.completed()).hasSizeBetween(pictures, pictures + 4);
        assertThat(arrived.stream().filter(name -> Collections.frequency(server.completed(), name) > 1))
                .hasSizeLessThanOrEqualTo(4);
        assertThat(folder.resolve(".state/sightline")).isEmptyDirectory();
    }

    @Test
    void remembersNothingOfAnImportThatEnded() throws Exception {
        Files.writeString(folder.resolve("a.gif"), "GIF89a");
        Process first = start(List.of(), "import", "--json", folder.toString());
        assertThat(out(first)).contains("\"added\":1");

        server.forget();
        Process second = start(List.of(), "import", "--json", folder.toString());

        assertThat(out(second)).contains("\"added\":1");
    }

    private Process start(List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CliProcess.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SIGHTLINE_SERVER", server.url());
        builder.environment().put("SIGHTLINE_TOKEN", "secret");
        builder.environment().put("XDG_STATE_HOME", folder.resolve(".state").toString());
        server.token = Optional.of("secret");
        return builder.start();
    }

    private static String out(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
