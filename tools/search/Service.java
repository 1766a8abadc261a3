import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// The packaged service as a process of its own, with the memory that the launcher gives it.
class Service implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path log = Files.createTempFile("sightline", ".log");
    private final int port;
    final Process process;

    /// @param index where the index is kept, or null
    Service(Map<String, String> settings, Path model, Path index) throws Exception {
        port = freePort();
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1536m",
                        "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED",
                        "-jar", "target/quarkus-app/quarkus-run.jar", "serve", "--port", String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        var environment = builder.environment();
        settings.forEach((name, value) ->
                environment.put(name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT), value));
        environment.put("SIGHTLINE_MODEL_DIR", model.toString());
        environment.put("SIGHTLINE_INGEST_ENABLED", "false"); // nobody misses the objects
        if (index == null) {
            environment.remove("SIGHTLINE_DATA");
        } else {
            environment.put("SIGHTLINE_INDEX_DIRECTORY", index.toAbsolutePath().toString());
        }
        process = builder.start();
        while (!isLive()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(Files.readString(log));
            }
            Thread.sleep(10);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean isLive() throws InterruptedException {
        try {
            return HTTP.send(request("/q/health/live"), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
    }

    /// @param parameters of `GET /api/search`
    String search(String parameters) throws IOException, InterruptedException {
        var answer = HTTP.send(request("/api/search?" + parameters), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
        return answer.body();
    }

    JsonNode read(String answer) throws IOException {
        return JSON.readTree(answer);
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor();
        Files.delete(log);
    }
}
