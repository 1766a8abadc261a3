package dev.sightline.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingConfigurationTest {

    @TempDir
    private Path empty;

    @Test
    void choosesTheDemoModelUnlessToldOtherwise() {
        try (var embedder = embedder(Map.of())) {
            assertThat(embedder.caveat()).contains("demo model");
            embedder.check();
        }
    }

    @Test
    void choosesTheModelOfADirectory() {
        try (var embedder = embedder(Map.of("sightline.embedding.model-dir", empty.toString()))) {
            assertThat(embedder.caveat()).isEmpty();
            assertThatThrownBy(embedder::check)
                    .isInstanceOf(EmbeddingException.class)
                    .hasMessageContaining("The model in " + empty + " has no config.json.");
        }
    }

    @Test
    void refusesWhatThereIsNot() {
        assertThatThrownBy(() -> embedder(Map.of("sightline.embedding.provider", "oracle")))
                .hasMessageContaining("oracle")
                .hasMessageContaining("clip");
        assertThatThrownBy(() -> embedder(Map.of("sightline.embedding.threads", "0")))
                .hasMessageContaining("sightline.embedding.threads must be at least 1");
    }

    private static Embedder embedder(Map<String, String> settings) {
        var configuration = new SmallRyeConfigBuilder()
                .withMapping(EmbeddingConfiguration.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(EmbeddingConfiguration.class);
        return new EmbeddingProviders().embedder(configuration, Optional.empty());
    }
}
