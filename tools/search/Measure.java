import dev.sightline.EmbeddedServers.Kind;
import dev.sightline.Serving;
import dev.sightline.standalone.Standalone;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/// Times searches over HTTP. Called by `measure`.
class Measure {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path model = Path.of(System.getProperty("model"));
    private final Path data = Files.createTempDirectory("sightline-search");
    private final Path log = Files.createTempFile("sightline", ".log");
    private final Standalone servers = new Standalone();
    private final Map<String, String> settings;
    private final int port;

    Measure() throws Exception {
        settings = servers.start(EnumSet.allOf(Kind.class), new Serving(data, "127.0.0.1", 0, 0));
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
    }

    public static void main(String[] arguments) throws Exception {
        new Measure().run(Integer.getInteger("count"), Integer.getInteger("queries"));
    }

    private void run(int count, int queries) throws Exception {
        try {
            var service = started();
            get("red boat");
            stop(service);
            try (var connection = DriverManager.getConnection(
                    settings.get("quarkus.datasource.jdbc.url"),
                    settings.get("quarkus.datasource.username"),
                    settings.get("quarkus.datasource.password"))) {
                long start = System.nanoTime();
                new Synthetic(model, connection).fill(count);
                IO.println("%,d pictures, three vectors each, written in %.0f s".formatted(count, seconds(start)));
            }
            for (String turn : List.of("first start, from PostgreSQL", "next start, from the snapshot")) {
                long start = System.nanoTime();
                service = started();
                get("blue castle " + turn);
                IO.println("%s: %.1f s to the first complete search".formatted(turn, seconds(start)));
                if (turn.startsWith("first")) {
                    stop(service);
                }
            }
            searches(queries, service);
            stop(service);
        } finally {
            servers.stop();
            try (var files = Files.walk(data)) {
                files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
            }
        }
    }

    private void searches(int queries, Process service) throws Exception {
        var texts = new ArrayList<>(Texts.queries(8 * queries, 11));
        time("warm-up", "", texts.subList(0, queries), 1);
        time("one client", "", texts.subList(queries, 2 * queries), 1);
        time("one client, a half of the pictures (date)", "&filter=after%3A2019", texts.subList(2 * queries, 3 * queries), 1);
        time("one client, 1 in 24 (tag)", "&filter=tag%3ABergen", texts.subList(3 * queries, 4 * queries), 1);
        time("eight clients", "", texts.subList(4 * queries, 8 * queries), 8);
        IO.println("resident: %,d MB".formatted(resident(service)));
    }

    private void time(String what, String filter, List<String> texts, int clients) throws Exception {
        var times = new ConcurrentLinkedQueue<Double>();
        var left = new ConcurrentLinkedQueue<>(texts);
        long start = System.nanoTime();
        try (var pool = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < clients; i++) {
                pool.submit(() -> {
                    for (String text = left.poll(); text != null; text = left.poll()) {
                        long begun = System.nanoTime();
                        get(text, filter);
                        times.add((System.nanoTime() - begun) / 1e6);
                    }
                    return null;
                });
            }
        }
        double all = seconds(start);
        var sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        IO.println("%s | %d | %.1f | %.1f | %.1f | %.0f".formatted(what, sorted.length, at(sorted, 50), at(sorted, 90),
                at(sorted, 99), sorted.length / all));
    }

    private static double at(double[] sorted, int percent) {
        return sorted[Math.max(0, Math.ceilDiv(sorted.length * percent, 100) - 1)];
    }

    private void get(String text) throws IOException, InterruptedException {
        get(text, "");
    }

    private void get(String text, String filter) throws IOException, InterruptedException {
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:%d/api/search?q=%s%s"
                        .formatted(port, URLEncoder.encode(text, StandardCharsets.UTF_8), filter))).build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
    }

    private Process started() throws Exception {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1536m",
                        "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED",
                        "-jar", "target/quarkus-app/quarkus-run.jar", "serve", "--port", String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        settings.forEach((name, value) ->
                builder.environment().put(name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT), value));
        builder.environment().put("SIGHTLINE_MODEL_DIR", model.toAbsolutePath().toString());
        builder.environment().put("SIGHTLINE_INDEX_DIRECTORY", data.resolve("index").toString());
        builder.environment().put("SIGHTLINE_INGEST_ENABLED", "false"); // nobody misses the objects
        var service = builder.start();
        while (!answers()) {
            if (!service.isAlive()) {
                throw new IllegalStateException(Files.readString(log));
            }
            Thread.sleep(20);
        }
        return service;
    }

    private boolean answers() throws InterruptedException {
        try {
            var live = HttpRequest.newBuilder(URI.create("http://localhost:%d/q/health/live".formatted(port))).build();
            return HTTP.send(live, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static void stop(Process service) throws InterruptedException {
        service.destroy();
        service.waitFor();
    }

    private static long resident(Process service) throws IOException {
        return Arrays.stream(Files.readString(Path.of("/proc/%d/status".formatted(service.pid()))).split("\n"))
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
