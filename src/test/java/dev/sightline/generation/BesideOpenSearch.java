package dev.sightline.generation;

import dev.sightline.testing.Gate;
import dev.sightline.testing.OpenSearchServer;
import dev.sightline.testing.OwnServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/// Servers of its own for a test that changes the engine, with OpenSearch behind a gate.
public class BesideOpenSearch extends OwnServers {

    private Gate gate;

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(super.start());
        gate = new Gate(OpenSearchServer.url());
        settings.put("sightline.index.opensearch.url", gate.url().toString());
        settings.put("sightline.index.opensearch.replicas", "0");
        settings.put(
                "sightline.index.opensearch.prefix",
                "library-" + ProcessHandle.current().pid());
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        super.inject(injector);
        injector.injectIntoFields(gate, new TestInjector.MatchesType(Gate.class));
    }

    @Override
    public void stop() {
        try {
            gate.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        super.stop();
    }
}
