package dev.sightline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.sightline.EmbeddedServers.Kind;
import dev.sightline.Serving;
import dev.sightline.StartException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {

    @TempDir
    private Path data;

    private final Standalone servers = new Standalone();
    private Process other;

    @AfterEach
    void stop() throws Exception {
        servers.stop();
        if (other.isAlive()) {
            other.destroyForcibly().waitFor();
            servers.start(EnumSet.of(Kind.DATABASE), serving(data));
            servers.stop();
        }
    }

    @Test
    void aStartGoesOnWhereAKilledOneWas() throws Exception {
        Map<String, String> settings = startOther();
        Database.execute(settings, "CREATE TABLE kept AS SELECT 1 AS number");

        refusedWhileTheOtherRuns(settings);

        ProcessHandle database = database();
        other.destroyForcibly().waitFor();
        assertThat(database.isAlive()).isTrue();
        Path unfinished = Files.createFile(data.resolve("objects/staging/unfinished"));
        assertThat(Database.ask(start(), "SELECT number FROM kept")).isEqualTo("1");
        await().until(() -> !database.isAlive());
        assertThat(unfinished).doesNotExist();
        servers.stop();

        settings = startOther();
        Database.execute(settings, "INSERT INTO kept VALUES (2)");
        ProcessHandle databaseToo = database();
        other.destroyForcibly().waitFor();
        databaseToo.destroyForcibly();
        assertThat(Database.ask(start(), "SELECT sum(number) FROM kept")).isEqualTo("3");
    }

    private void refusedWhileTheOtherRuns(Map<String, String> settings) throws Exception {
        assertThatExceptionOfType(StartException.class)
                .isThrownBy(this::start)
                .withMessageContaining("process " + other.pid() + ", http://127.0.0.1:")
                .withMessageContaining("--data");
        assertThat(Database.ask(settings, "SELECT number FROM kept")).isEqualTo("1");
    }

    private Map<String, String> start() {
        return servers.start(EnumSet.allOf(Kind.class), serving(data));
    }

    private ProcessHandle database() throws IOException {
        String pid = Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    private Map<String, String> startOther() throws IOException {
        other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, String> settings = new HashMap<>();
        BufferedReader lines = other.inputReader();
        for (String line = lines.readLine(); !"ready".equals(line); line = lines.readLine()) {
            assertThat(line).as("a line of the other process").isNotNull();
            int equals = line.indexOf('=');
            settings.put(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
        }
        return settings;
    }

    private static Serving serving(Path data) {
        return new Serving(data, "127.0.0.1", 0, 0);
    }

    /// Starts the servers, tells the settings, and waits to be killed.
    static final class Other {

        public static void main(String[] arguments) throws IOException {
            Serving serving = serving(Path.of(arguments[0]));
            new Standalone()
                    .start(EnumSet.allOf(Kind.class), serving)
                    .forEach((name, value) -> System.out.println(name + "=" + value));
            System.out.println("ready");
            System.in.read();
        }
    }
}
