package dev.sightline.embedding.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.embedding.EmbeddingConfiguration;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Price;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.ServiceModel;
import dev.sightline.embedding.ServiceModels;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which model the settings ask for.
class WantedModelTest {

    @TempDir
    private Path data;

    private Models models(Map<String, String> embedding, Path directory) {
        return models(embedding, directory, List.of());
    }

    private Models models(Map<String, String> embedding, Path directory, List<ServiceModels> services) {
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
                services,
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
    void isThatOfAServiceThatTheSettingsName() throws URISyntaxException {
        var tiny = Path.of(WantedModelTest.class.getResource("/tiny-siglip2").toURI());
        var wanted =
                models(Map.of(), tiny, List.of(service(Optional.of("far")))).wanted();

        assertThat(wanted.id()).isEqualTo("far");
        assertThat(wanted.state()).isEqualTo(ModelState.READY);
        assertThat(wanted.service()).isEqualTo("A service");
        assertThat(wanted.price()).isEqualTo(0.5);
        assertThat(wanted.error().reason()).isEqualTo("It is away.");
    }

    @Test
    void isOneOfThoseThatAreListedAndOthersCanBeOpened() {
        var models = models(Map.of(), null, List.of(service(Optional.empty())));

        assertThat(models.wanted().id()).isEqualTo("clip-vit-base-patch32-q8");
        assertThat(models.list()).extracting(Model::id).doesNotContain("far");
        assertThat(models.find("far")).isPresent();
        assertThatThrownBy(() ->
                        models(Map.of("sightline.embedding.model", "far"), null, List.of(service(Optional.empty()))))
                .isInstanceOf(ConfigurationException.class);
    }

    private static ServiceModels service(Optional<String> wanted) {
        var model = new ServiceModel(
                "far",
                "Far away",
                "A service",
                null,
                8,
                "far",
                new Price(0.5, 0),
                () -> null,
                () -> Optional.of("It is away."));
        return new ServiceModels() {
            @Override
            public List<ServiceModel> models() {
                return List.of(model);
            }

            @Override
            public Optional<String> wanted() {
                return wanted;
            }
        };
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
