package dev.sightline;

import dev.sightline.EmbeddedServers.Kind;
import io.smallrye.config.DotEnvConfigSourceProvider;
import io.smallrye.config.PropertiesConfigSourceLoader;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/// Which servers the settings name: system properties, environment, `.env` and `config/application.properties`, before
/// Quarkus reads them.
final class ExternalServers {

    private static final int FILE_ORDINAL = 260;

    private ExternalServers() {}

    static Set<Kind> missing() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addSystemSources()
                .withSources(new DotEnvConfigSourceProvider())
                .withSources(PropertiesConfigSourceLoader.inFileSystem(
                        Path.of("config", "application.properties").toUri().toString(),
                        FILE_ORDINAL,
                        ExternalServers.class.getClassLoader()))
                .build();
        Set<Kind> missing = EnumSet.noneOf(Kind.class);
        if (!names(config, "quarkus.datasource.jdbc.url")) {
            missing.add(Kind.DATABASE);
        }
        if (!names(config, "sightline.storage.endpoint", "sightline.storage.bucket")) {
            missing.add(Kind.STORAGE);
        }
        return missing;
    }

    private static boolean names(SmallRyeConfig config, String... settings) {
        return Stream.of(settings).anyMatch(setting -> config.getOptionalValue(setting, String.class)
                .isPresent());
    }
}
