package dev.sightline.embedding.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.embedding.EmbeddingConfiguration;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Purpose;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which model the settings ask for.
class WantedModelTest {

    @TempDir
    private Path data;

    private Models models(Map<String, String> embedding, Path directory) {
        var configuration = new SmallRyeConfigBuilder()
                .withMapping(EmbeddingConfiguration.class)
                .withSources(new PropertiesConfigSource(embedding, "test", 100))
                .build()
                .getConfigMapping(EmbeddingConfiguration.class);
        return new Models(
                TestModel.config(Map.of()),
                configuration,
                Optional.ofNullable(directory),
                Optional.of(data),
                Optional.empty(),
                null);
    }

    @Test
    void isARealOne() {
        var wanted = models(Map.of(), null).wanted();

        assertThat(wanted.id()).isEqualTo("clip-vit-base-patch32-q8");
        assertThat(wanted.wanted()).isTrue();
        assertThat(wanted.state()).isEqualTo(ModelState.ABSENT);
        assertThat(wanted.caveat()).isNull();
    }

    @Test
    void isTheDemoModelForWhoAsksForIt() {
        var models = models(Map.of("sightline.embedding.model", "demo"), null);

        assertThat(models.wanted().state()).isEqualTo(ModelState.READY);
        assertThat(models.wanted().caveat()).contains("demo model");
        try (var embedder = models.open("demo")) {
            assertThat(embedder.text("a boat", Purpose.QUERY).dimension())
                    .isEqualTo(models.wanted().dimension());
        }
    }

    @Test
    void isThatOfADirectoryBeforeAllOthers() throws URISyntaxException {
        var tiny = Path.of(WantedModelTest.class.getResource("/tiny-siglip2").toURI());
        var models = models(Map.of(), tiny);

        assertThat(models.wanted().id()).isEqualTo("directory");
        assertThat(models.wanted().state()).isEqualTo(ModelState.READY);
        assertThat(models.list()).extracting(Model::id).endsWith("demo", "directory");
        models.fetch("directory");
        try (var embedder = models.open("directory")) {
            assertThat(embedder.text("a boat", Purpose.QUERY).dimension()).isEqualTo(64);
        }
    }

    @Test
    void isNamedWithWhatIsWrongWithItsDirectory() {
        var models = models(Map.of(), data);

        assertThat(models.wanted().state()).isEqualTo(ModelState.FAILED);
        assertThat(models.wanted().error().reason()).contains("The model in " + data + " has no config.json.");
        try (var embedder = models.open("directory")) {
            assertThatThrownBy(embedder::check).isInstanceOf(EmbeddingException.class);
        }
    }

    @Test
    void isRefusedIfThereIsNone() {
        assertThatThrownBy(() -> models(Map.of("sightline.embedding.model", "clipp"), null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("sightline.embedding.model is 'clipp', which is no model of the catalogue. There are"
                        + " clip-vit-base-patch32-q8, clip-vit-base-patch32, siglip2-base-patch16-224-int8, demo.");
        assertThatThrownBy(() -> models(Map.of("sightline.embedding.threads", "0"), null))
                .hasMessageContaining("sightline.embedding.threads must be at least 1");
    }
}
