package dev.sightline.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// OpenSearch with its k-NN, from its jars, in a process of its own: one for all tests of a JVM, which ends with
/// it. Its jars are fetched by the build of `tools/search/opensearch` if they are not there.
public final class OpenSearchServer {

    private static final String STARTED = "sightline.test.opensearch";
    private static final Path LIBRARIES = Path.of("target/opensearch");
    private static final Path COMPLETE = LIBRARIES.resolve("complete");

    private OpenSearchServer() {}

    /// Where it is. Tests run in several class loaders, so what is known of it is a property of the JVM.
    public static URI url() {
        synchronized (System.getProperties()) {
            if (System.getProperty(STARTED) == null) {
                System.setProperty(STARTED, start().toString());
            }
            return URI.create(System.getProperty(STARTED));
        }
    }

    private static URI start() {
        try {
            fetch();
            var home = Files.createTempDirectory(Path.of("target"), "opensearch-home");
            int port = freePort();
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "--add-modules=jdk.incubator.vector",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            LIBRARIES + File.separator + "*",
                            "tools/search/opensearch/Server.java",
                            home.toString(),
                            String.valueOf(port))
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, home)));
            var site = URI.create("http://127.0.0.1:" + port);
            awaitAnswer(site, process, home);
            return site;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void fetch() throws IOException, InterruptedException {
        if (Files.exists(COMPLETE)) {
            return;
        }
        var wrapper = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win") ? "mvnw.cmd" : "./mvnw";
        var process = new ProcessBuilder(
                        wrapper,
                        "-q",
                        "-B",
                        "-f",
                        "tools/search/opensearch/pom.xml",
                        "package",
                        "-Dlibraries=" + LIBRARIES.toAbsolutePath())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("The jars of OpenSearch could not be fetched.");
        }
        Files.createFile(COMPLETE);
    }

    private static void awaitAnswer(URI site, Process process, Path home) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var health = HttpRequest.newBuilder(site.resolve("/_cluster/health?wait_for_status=yellow"))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            while (true) {
                try {
                    if (http.send(health, BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException e) {
                    // It is not there yet.
                }
                if (!process.isAlive()) {
                    throw new IllegalStateException(Files.readString(home.resolve("log")));
                }
                Thread.sleep(50);
            }
        }
    }

    private static void end(Process process, Path home) {
        process.destroyForcibly();
        try {
            process.waitFor();
            try (var files = Files.walk(home)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .map(Path::toFile)
                        .forEach(File::delete);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
