package dev.sightline.storage;

import dev.sightline.testing.Servers;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/// The classes of the storage as the application wires them, without the application.
final class Storage {

    private Storage() {}

    static StorageConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(StorageConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(StorageConfig.class);
    }

    /// The real storage, with one setting that is another.
    static Map<String, String> settingsBut(String name, String value) {
        Map<String, String> settings = new HashMap<>(Servers.settings());
        settings.put("sightline.storage." + name, value);
        return settings;
    }

    static ObjectStore store(Map<String, String> settings) {
        StorageConfig config = config(settings);
        return new ObjectStore(new S3Connection(config), config);
    }
}
