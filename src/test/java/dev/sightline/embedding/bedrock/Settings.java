package dev.sightline.embedding.bedrock;

import dev.sightline.aws.AwsAccess;
import dev.sightline.aws.AwsConfig;
import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.EmbeddingConfiguration;
import dev.sightline.embedding.UsageMeter;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Settings of a test, by which it reaches a stub of the service.
final class Settings {

    /// Nobody waits for what a test does not measure.
    static final Map<String, String> QUICK = Map.of(
            "sightline.aws.region",
            StubBedrock.REGION,
            "sightline.aws.access-key",
            StubBedrock.KEY,
            "sightline.aws.secret-key",
            StubBedrock.SECRET,
            "sightline.bedrock.back-off",
            "5MS",
            "sightline.bedrock.requests-per-second",
            "10000",
            "sightline.bedrock.breaker-failures",
            "100");

    private Settings() {}

    static Map<String, String> of(StubBedrock stub, Map<String, String> more) {
        var settings = new HashMap<>(QUICK);
        settings.put("sightline.bedrock.endpoint", stub.url());
        settings.putAll(more);
        return settings;
    }

    static Bedrock bedrock(Map<String, String> settings, UsageMeter meter) {
        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(AwsConfig.class)
                .withMapping(EmbeddingConfiguration.class)
                .withMapping(BedrockConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
        var aws = config.getConfigMapping(AwsConfig.class);
        return new Bedrock(
                config.getConfigMapping(EmbeddingConfiguration.class),
                config.getConfigMapping(BedrockConfig.class),
                aws,
                new AwsAccess(aws),
                meter);
    }

    /// @param id of a model: `titan-1024`
    static Embedder embedder(Bedrock bedrock, String id) {
        return bedrock.models().stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow()
                .opening()
                .get();
    }
}
