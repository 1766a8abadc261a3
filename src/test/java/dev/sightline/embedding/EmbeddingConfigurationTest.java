package dev.sightline.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddingConfigurationTest {

    @Test
    void wantsARealModelUnlessToldOtherwise() {
        assertThat(configuration(Map.of()).model()).isEqualTo("clip-vit-base-patch32-q8");
        assertThat(configuration(Map.of("sightline.embedding.model", "demo")).model())
                .isEqualTo("demo");
    }

    @Test
    void refusesProvidersThatThereAreNot() {
        assertThatThrownBy(() -> configuration(Map.of("sightline.embedding.provider", "oracle")))
                .hasMessageContaining("oracle")
                .hasMessageContaining("clip");
    }

    private static EmbeddingConfiguration configuration(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(EmbeddingConfiguration.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(EmbeddingConfiguration.class);
    }
}
