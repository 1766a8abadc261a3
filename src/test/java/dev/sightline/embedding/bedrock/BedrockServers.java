package dev.sightline.embedding.bedrock;

import dev.sightline.testing.OwnServers;
import java.util.HashMap;
import java.util.Map;

/// Servers with nothing in them, whose pictures are seen by a stub of Amazon Bedrock.
public class BedrockServers extends OwnServers {

    private StubBedrock stub;

    @Override
    public Map<String, String> start() {
        stub = new StubBedrock();
        var settings = new HashMap<>(super.start());
        settings.putAll(Settings.of(
                stub,
                Map.of(
                        "sightline.embedding.provider", "titan",
                        "sightline.bedrock.attempts", "2",
                        "sightline.ingest.attempts", "2",
                        "sightline.ingest.back-off", "50MS")));
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(stub, new TestInjector.MatchesType(StubBedrock.class));
    }

    @Override
    public void stop() {
        stub.close();
        super.stop();
    }
}
