package dev.sightline.generation;

import dev.sightline.testing.OwnServers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Servers of its own for a test that changes the model: the wanted one is the tiny model of the tests, the other one
/// the demo model.
public class TwoModels extends OwnServers {

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(super.start());
        settings.put(
                "sightline.model-dir",
                Path.of("src/test/resources/tiny-siglip2").toAbsolutePath().toString());
        return settings;
    }
}
