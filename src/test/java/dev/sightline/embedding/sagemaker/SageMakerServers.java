package dev.sightline.embedding.sagemaker;

import dev.sightline.testing.OwnServers;
import java.util.HashMap;
import java.util.Map;

/// Servers with nothing in them, whose pictures are seen by a stub of endpoints of Amazon SageMaker.
public class SageMakerServers extends OwnServers {

    private StubSageMaker stub;

    @Override
    public Map<String, String> start() {
        stub = new StubSageMaker();
        var settings = new HashMap<>(super.start());
        settings.putAll(SageMakerTest.settings(stub, Map.of()));
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(stub, new TestInjector.MatchesType(StubSageMaker.class));
    }

    @Override
    public void stop() {
        stub.close();
        super.stop();
    }
}
