import dev.sightline.EmbeddedServers.Kind;
import dev.sightline.Serving;
import dev.sightline.standalone.Standalone;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Measures how soon the first page is there and how much memory is resident then, for each of the programs in turn,
/// against one PostgreSQL and one S3 endpoint. Called by `measure`.
void main(String... programs) throws Exception {
    int runs = Integer.getInteger("runs", 7);
    var data = Files.createTempDirectory("sightline-measure");
    var servers = new Standalone();
    try {
        var environment = environment(servers.start(EnumSet.allOf(Kind.class), new Serving(data, "127.0.0.1", 0, 0)));
        List<List<String>> commands = Arrays.stream(programs).map(this::command).toList();
        for (var command : commands) {
            new Run(command, environment); // warms the page cache and migrates the schema
        }
        var results = new ArrayList<List<Run>>();
        commands.forEach(_ -> results.add(new ArrayList<>()));
        for (int run = 0; run < runs; run++) {
            for (int i = 0; i < commands.size(); i++) {
                results.get(i).add(new Run(commands.get(i), environment));
            }
        }
        IO.println("program | first page, ms: min / median / max | resident, MB: median");
        for (int i = 0; i < programs.length; i++) {
            print(programs[i], results.get(i));
        }
    } finally {
        servers.stop();
        try (var files = Files.walk(data)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        }
    }
}

List<String> command(String program) {
    if (!program.endsWith(".jar")) {
        return List.of(program);
    }
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
            java, "-Xmx1536m", "-XX:+UseParallelGC", "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-jar", program);
}

Map<String, String> environment(Map<String, String> settings) {
    var environment = new HashMap<String, String>();
    environment.put("SIGHTLINE_EMBEDDING_MODEL", "demo"); // nothing is fetched
    settings.forEach((name, value) ->
            environment.put(name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT), value));
    return environment;
}

void print(String program, List<Run> runs) {
    var millis = runs.stream().mapToDouble(run -> run.millis).sorted().toArray();
    var memory = runs.stream().mapToLong(run -> run.residentKb).sorted().toArray();
    IO.println("%s | %.0f / %.0f / %.0f | %d".formatted(
            Path.of(program).getFileName(), millis[0], millis[millis.length / 2], millis[millis.length - 1],
            memory[memory.length / 2] / 1024));
}

/// One start, from the launch of the process to the first answer of the library's page.
class Run {
    final double millis;
    final long residentKb;

    Run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var arguments = new ArrayList<>(command);
        arguments.addAll(List.of("serve", "--port", String.valueOf(port)));
        var log = Files.createTempFile("sightline", ".log");
        var builder = new ProcessBuilder(arguments).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        var process = builder.start();
        try {
            while (!answers(port)) {
                if (!process.isAlive()) {
                    throw new IllegalStateException(Files.readString(log));
                }
                Thread.sleep(1);
            }
            millis = (System.nanoTime() - start) / 1e6;
            residentKb = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } finally {
            process.destroy();
            process.waitFor();
            Files.delete(log);
        }
    }

    private static boolean answers(int port) {
        try {
            var page = (HttpURLConnection) URI.create("http://localhost:" + port + "/").toURL().openConnection();
            return page.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
