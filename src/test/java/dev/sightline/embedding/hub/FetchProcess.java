package dev.sightline.embedding.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// A process of its own that fetches the test model, and ends when it is there.
final class FetchProcess {

    private FetchProcess() {}

    static Process start(StubHub hub, Path directory) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FetchProcess.class.getName(),
                        hub.url(),
                        directory.toString())
                .inheritIO()
                .start();
    }

    public static void main(String... arguments) throws Exception {
        var model = new TestModel("tiny", 1);
        var config = TestModel.config(Map.of("sightline.hub.stall-timeout", "PT60S"));
        var hub = new Hub(
                URI.create(arguments[0]), new Proxies(Map.of()), config.connectTimeout(), config.stallTimeout());
        var store = new ModelStore(List.of(model.entry), Path.of(arguments[1]));
        new Download(model.entry, store, hub, config, new Semaphore(0), _ -> {}).run();
    }
}
