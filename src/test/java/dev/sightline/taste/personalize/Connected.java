package dev.sightline.taste.personalize;

import dev.sightline.aws.AwsAccess;
import dev.sightline.aws.AwsConfig;
import dev.sightline.storage.MissingObjectException;
import dev.sightline.storage.ObjectStore;
import dev.sightline.taste.TasteConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.ConfigProvider;

/// Settings by which a test reaches a stub of the service, and the bucket of the tests.
public final class Connected {

    private Connected() {}

    /// What is in the bucket of the tests.
    static Function<URI, Optional<byte[]>> bucket(ObjectStore objects) {
        return address -> {
            try {
                return Optional.of(objects.get(address.getPath().substring(1)));
            } catch (MissingObjectException e) {
                return Optional.empty();
            }
        };
    }

    /// A service that knows the keys of the bucket.
    static StubPersonalize stub(ObjectStore objects) {
        return new StubPersonalize(
                bucket(objects), setting("sightline.storage.access-key"), setting("sightline.storage.secret-key"));
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    static Map<String, String> settings(String stub) {
        return settings(stub, Connected::setting);
    }

    /// @param servers the settings of the bucket
    static Map<String, String> settings(String stub, UnaryOperator<String> servers) {
        var settings = new HashMap<String, String>();
        settings.put("sightline.aws.region", StubPersonalize.REGION);
        settings.put("sightline.aws.access-key", servers.apply("sightline.storage.access-key"));
        settings.put("sightline.aws.secret-key", servers.apply("sightline.storage.secret-key"));
        settings.put("sightline.taste.personalize.endpoint", stub);
        settings.put("sightline.taste.personalize.bucket", servers.apply("sightline.storage.bucket"));
        settings.put("sightline.taste.personalize.bucket-endpoint", servers.apply("sightline.storage.endpoint"));
        settings.put("sightline.taste.personalize.role", StubPersonalize.ROLE);
        settings.put("sightline.taste.personalize.poll", "1MS");
        return settings;
    }

    static <T> T mapping(Class<T> type, Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(AwsConfig.class)
                .withMapping(TasteConfig.class)
                .withMapping(PersonalizeConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(type);
    }

    static Personalize service(Map<String, String> settings) {
        var aws = mapping(AwsConfig.class, settings);
        return new Personalize(new AwsAccess(aws), aws, mapping(PersonalizeConfig.class, settings));
    }
}
