package dev.sightline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/// Servers of its own for a test in which the storage gets into trouble. A picture has one attempt.
public class BehindStorageFront extends OwnServers {

    private StorageFront front;

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(super.start());
        front = new StorageFront(URI.create(settings.get("sightline.storage.endpoint")));
        settings.put("sightline.storage.endpoint", front.url().toString());
        settings.put("sightline.ingest.attempts", "1");
        settings.put("sightline.ingest.back-off", "50MS");
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        super.inject(injector);
        injector.injectIntoFields(front, new TestInjector.MatchesType(StorageFront.class));
    }

    @Override
    public void stop() {
        try {
            front.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        super.stop();
    }
}
