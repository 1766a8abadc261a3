package dev.sightline.program;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Sightline as a process of its own: the jar that was packaged, or the native executable.
final class Program implements AutoCloseable {

    private static final Path PROGRAM = Path.of(System.getProperty("sightline.program"));

    private final Process process;
    private final Path log;
    final int port;

    private Program(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /// Starts it and waits until it is ready.
    ///
    /// @param options for the JVM, where it runs on one
    static Program serve(Path data, Map<String, String> environment, String... options) throws IOException {
        int port = freePort();
        var command = new ArrayList<>(launcher(options));
        command.addAll(List.of(
                "serve",
                "--data",
                data.toString(),
                "--port",
                String.valueOf(port),
                "--storage-port",
                String.valueOf(freePort())));
        var log = Files.createTempFile("sightline", ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // Nothing is fetched, and no styles are found, unless a test is about that.
        builder.environment().put("SIGHTLINE_EMBEDDING_MODEL", "demo");
        builder.environment().put("SIGHTLINE_STYLES_FROM", "0");
        builder.environment().putAll(environment);
        var program = new Program(builder.start(), log, port);
        program.awaitReady();
        return program;
    }

    /// What a command has written, and its exit code.
    record Ended(String output, int code) {}

    /// Runs a command to its end.
    static Ended run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(launcher());
        command.addAll(List.of(arguments));
        var log = Files.createTempFile("sightline", ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("SIGHTLINE_EMBEDDING_MODEL", "demo");
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        var output = Files.readString(log);
        Files.delete(log);
        return new Ended(output, code);
    }

    /// Settings by their names as environment variables.
    static Map<String, String> environment(Map<String, String> settings) {
        return settings.entrySet().stream()
                .collect(Collectors.toMap(
                        setting ->
                                setting.getKey().replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT),
                        Map.Entry::getValue));
    }

    /// Whether a database and an object storage are inside, as they are in a jar.
    static boolean hasOwnServers() {
        return PROGRAM.toString().endsWith(".jar");
    }

    private static List<String> launcher(String... options) {
        if (!hasOwnServers()) {
            return List.of(PROGRAM.toString());
        }
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", PROGRAM.toString()));
        return command;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("it ended with " + process.exitValue() + ":\n" + output());
                    }
                    try {
                        return given().port(port).get("/q/health/ready").statusCode() == 200;
                    } catch (Exception e) {
                        return false;
                    }
                });
    }

    String output() throws IOException {
        return Files.readString(log);
    }

    /// Ends it as a power cut does: at once, without a word to it.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// Ends it as a person does.
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(log);
    }
}
