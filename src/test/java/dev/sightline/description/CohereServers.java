package dev.sightline.description;

import dev.sightline.embedding.bedrock.Settings;
import dev.sightline.embedding.bedrock.StubBedrock;
import dev.sightline.testing.OwnServers;
import java.util.HashMap;
import java.util.Map;

/// Servers with nothing in them, whose pictures are described by a stub of Claude, and whose descriptions are read
/// by one of Cohere. New pictures are described only where the model of searches needs that.
public class CohereServers extends OwnServers {

    private StubBedrock cohere;
    private StubClaude claude;

    @Override
    public Map<String, String> start() {
        cohere = new StubBedrock();
        claude = new StubClaude(cohere);
        var settings = new HashMap<>(super.start());
        settings.putAll(Settings.of(
                claude,
                Map.of(
                        "sightline.embedding.provider", "cohere",
                        "sightline.bedrock.attempts", "2",
                        "sightline.ingest.attempts", "2",
                        "sightline.ingest.back-off", "50MS")));
        settings.putAll(descriptions());
        return settings;
    }

    /// What describes pictures.
    protected Map<String, String> descriptions() {
        return Map.of(
                "sightline.description.provider", "claude",
                "sightline.description.model-id", StubClaude.MODEL,
                "sightline.description.automatic", "false",
                "sightline.description.price-read", "0.003",
                "sightline.description.price-written", "0.015",
                "sightline.description.attempts", "2",
                "sightline.description.back-off", "5MS",
                "sightline.description.breaker-failures", "100",
                "sightline.description.requests-per-second", "10000");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(claude, new TestInjector.MatchesType(StubClaude.class));
        injector.injectIntoFields(cohere, new TestInjector.MatchesType(StubBedrock.class));
    }

    @Override
    public void stop() {
        claude.close();
        cohere.close();
        super.stop();
    }
}
