import dev.sightline.EmbeddedServers.Kind;
import dev.sightline.Serving;
import dev.sightline.standalone.Standalone;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A library of catalogue rows, served by a process of its own, and gone when it is closed.
class Library implements AutoCloseable {

    private final Path data = Files.createTempDirectory("sightline-measure");
    private final Path log = Files.createTempFile("sightline", ".log");
    private final Standalone servers = new Standalone();
    private final Process process;
    final String site;

    Library(int count) throws Exception {
        var settings = servers.start(EnumSet.allOf(Kind.class), new Serving(data, "127.0.0.1", 0, 0));
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        site = "http://localhost:" + port;
        process = launch(port, settings);
        while (!answers()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(Files.readString(log));
            }
            Thread.sleep(100);
        }
        fill(count, settings);
    }

    private Process launch(int port, Map<String, String> settings) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1536m", "-XX:+UseParallelGC",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                "target/quarkus-app/quarkus-run.jar",
                "serve",
                "--port",
                String.valueOf(port)));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        settings.forEach((name, value) ->
                builder.environment().put(name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT), value));
        builder.environment().put("SIGHTLINE_EMBEDDING_MODEL", "demo"); // nothing is fetched
        builder.environment().put("SIGHTLINE_INGEST_ENABLED", "false"); // nobody misses the objects
        return builder.start();
    }

    private boolean answers() {
        try {
            var page = (HttpURLConnection) URI.create(site + "/").toURL().openConnection();
            return page.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static void fill(int count, Map<String, String> settings) throws Exception {
        try (var connection = DriverManager.getConnection(
                        settings.get("quarkus.datasource.jdbc.url"),
                        settings.get("quarkus.datasource.username"),
                        settings.get("quarkus.datasource.password"));
                var statement = connection.createStatement()) {
            statement.execute(Files.readString(Path.of("tools/timeline/fill.sql"))
                    .replaceAll("(?<!:):count", String.valueOf(count)));
            statement.execute("vacuum analyze image");
        }
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor();
        Files.delete(log);
        servers.stop();
        try (var files = Files.walk(data)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        }
    }
}
