package dev.sightline.embedding.hub;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A model of two files of random bytes, which nobody can open but everybody can fetch.
final class TestModel {

    static final String SMALL = "config.json";
    static final String LARGE = "onnx/text_model.onnx";
    static final int LARGE_BYTES = 300_000;

    final Map<String, byte[]> files;
    final ModelEntry entry;

    TestModel(String id, int seed) {
        var random = new Random(seed);
        files = Map.of(SMALL, bytes(random, 500), LARGE, bytes(random, LARGE_BYTES));
        entry = new ModelEntry(
                id, null, "some/model", "0123abc", "MIT", 4, "English", List.of(file(LARGE), file(SMALL)));
    }

    private ModelFile file(String path) {
        return new ModelFile(path, files.get(path).length, Sha256.of(files.get(path)));
    }

    private static byte[] bytes(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    static String target(String path) {
        return "/some/model/resolve/0123abc/" + path;
    }

    void publish(StubHub hub) {
        files.forEach((path, bytes) -> hub.put(target(path), bytes));
    }

    /// The content of the folder, by path.
    static Map<String, byte[]> read(Path folder) throws IOException {
        var found = new HashMap<String, byte[]>();
        try (var all = Files.walk(folder)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                found.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return found;
    }

    /// Settings with little patience.
    static HubConfig config(Map<String, String> settings) {
        var all = new HashMap<>(Map.of(
                "sightline.hub.connect-timeout", "PT0.5S",
                "sightline.hub.stall-timeout", "PT0.5S",
                "sightline.hub.back-off", "PT0.02S",
                "sightline.hub.attempts", "3",
                "sightline.hub.retry", "PT1H"));
        all.putAll(settings);
        return new SmallRyeConfigBuilder()
                .withMapping(HubConfig.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build()
                .getConfigMapping(HubConfig.class);
    }
}
