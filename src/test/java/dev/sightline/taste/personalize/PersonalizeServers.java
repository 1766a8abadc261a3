package dev.sightline.taste.personalize;

import dev.sightline.testing.Servers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Servers with a stub of Amazon Personalize, which is the provider of taste.
public class PersonalizeServers extends Servers {

    private StubPersonalize stub;

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(super.start());
        stub = new StubPersonalize(
                _ -> Optional.empty(),
                settings.get("sightline.storage.access-key"),
                settings.get("sightline.storage.secret-key"));
        settings.putAll(Connected.settings(stub.url(), Map.copyOf(settings)::get));
        settings.put("sightline.taste.provider", "personalize");
        settings.put("sightline.taste.personalize.poll", "20MS");
        settings.put("sightline.taste.personalize.event-delay", "20MS");
        settings.put("sightline.taste.personalize.timeout", "2S");
        settings.put("sightline.taste.personalize.breaker-failures", "1000");
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(stub, new TestInjector.MatchesType(StubPersonalize.class));
    }

    @Override
    public void stop() {
        stub.close();
        super.stop();
    }
}
