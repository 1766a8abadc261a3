package dev.sightline.storage;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/// The storage's classes as the application wires them, without the application.
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

    static ObjectStore store(Map<String, String> settings) {
        StorageConfig config = config(settings);
        return new ObjectStore(new S3Connection(config), config);
    }
}
