package dev.sightline.description;

import java.util.Map;

/// The same as [CohereServers], where nothing describes pictures.
public class CohereAloneServers extends CohereServers {

    @Override
    protected Map<String, String> descriptions() {
        return Map.of();
    }

    /// Nobody asks what the stubs were told.
    @Override
    public void inject(TestInjector injector) {}
}
