package dev.sightline.description;

import dev.sightline.embedding.bedrock.Settings;
import dev.sightline.testing.OwnServers;
import java.util.HashMap;
import java.util.Map;

/// Servers with nothing in them, whose pictures are described by a stub of Claude.
public class DescriptionServers extends OwnServers {

    private StubClaude stub;

    @Override
    public Map<String, String> start() {
        stub = new StubClaude();
        var settings = new HashMap<>(super.start());
        settings.putAll(Settings.of(
                stub,
                Map.of(
                        "sightline.description.provider", "claude",
                        "sightline.description.model-id", StubClaude.MODEL,
                        "sightline.description.price-read", "0.003",
                        "sightline.description.price-written", "0.015",
                        "sightline.description.attempts", "2",
                        "sightline.description.back-off", "5MS",
                        "sightline.description.breaker-failures", "100",
                        "sightline.description.requests-per-second", "10000",
                        "sightline.ingest.attempts", "2",
                        "sightline.ingest.back-off", "50MS")));
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(stub, new TestInjector.MatchesType(StubClaude.class));
    }

    @Override
    public void stop() {
        stub.close();
        super.stop();
    }
}
