package dev.sightline.testing;

import dev.sightline.EmbeddedServers;
import dev.sightline.EmbeddedServers.Kind;
import dev.sightline.Serving;
import dev.sightline.standalone.Standalone;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A real PostgreSQL and a real S3 endpoint, started once for all tests of this JVM and deleted with it.
///
/// `@QuarkusTestResource(Servers.class)` for a test of the whole application, which then has any free port for
/// its pages; [#settings()] for others.
public class Servers implements QuarkusTestResourceLifecycleManager {

    /// A system property, because each Quarkus application of a test run has classes, and so statics, of its own.
    private static final String STARTED = "sightline.test.servers";

    /// The program for JPEG XL, which is not there until a test puts it there.
    public static final Path ABSENT_DECODER = Path.of(
            System.getProperty("java.io.tmpdir"),
            "sightline-test-decoder-" + ProcessHandle.current().pid());

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(servers());
        settings.put("quarkus.http.test-port", "0");
        settings.put("sightline.picture.decoders.jxl", ABSENT_DECODER + " {in} {out}");
        return settings;
    }

    /// The settings by which the tests reach the servers that are theirs.
    Map<String, String> servers() {
        return settings();
    }

    @Override
    public void stop() {
        // They serve the next test, and end with the JVM.
    }

    /// The settings by which the application reaches them.
    public static Map<String, String> settings() {
        synchronized (System.getProperties()) {
            if (System.getProperty(STARTED) == null) {
                System.setProperty(STARTED, encode(launch()));
            }
            return decode(System.getProperty(STARTED));
        }
    }

    static Map<String, String> launch() {
        try {
            Path data = Files.createTempDirectory("sightline-test");
            EmbeddedServers servers = new Standalone();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(servers, data)));
            return servers.start(EnumSet.allOf(Kind.class), new Serving(data, "127.0.0.1", 0, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(EmbeddedServers servers, Path data) {
        servers.stop();
        try (Stream<Path> all = Files.walk(data)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encode(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> decode(String settings) {
        return settings.lines()
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')), line -> line.substring(line.indexOf('=') + 1)));
    }
}
