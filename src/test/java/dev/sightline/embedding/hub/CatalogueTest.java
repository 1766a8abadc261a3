package dev.sightline.embedding.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

    private static final String ENTRY = """
            {"models": [{"id": "ID", "repository": "o/n", "revision": "r1", "files": [
              {"path": "PATH", "bytes": 5, "sha256": "%s"}]}]}""".formatted("0".repeat(64));

    @TempDir
    private Path folder;

    @Test
    void namesTheModelsThatSightlineKnows() {
        var entries = Catalogue.read(Optional.empty());

        assertThat(entries)
                .extracting(ModelEntry::id)
                .containsExactly("clip-vit-base-patch32-q8", "clip-vit-base-patch32", "siglip2-base-patch16-224-int8");
        assertThat(entries).extracting(ModelEntry::bytes).containsExactly(155_850_671L, 607_973_425L, 412_355_476L);
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.revision()).matches("[0-9a-f]{40}");
            assertThat(entry.files())
                    .extracting(ModelFile::path)
                    .contains("config.json", "preprocessor_config.json", "tokenizer.json")
                    .hasSize(5);
        });
    }

    @Test
    void isExtendedAndReplacedByAPersonsOwn() throws IOException {
        var added = Catalogue.read(own(ENTRY.replace("ID", "mine").replace("PATH", "onnx/text_model.onnx_data")));
        var replaced = Catalogue.read(
                own(ENTRY.replace("ID", "clip-vit-base-patch32-q8").replace("PATH", "a")));

        assertThat(added).hasSize(4).last().satisfies(entry -> {
            assertThat(entry.name()).isEqualTo("mine");
            assertThat(entry.bytes()).isEqualTo(5);
        });
        assertThat(replaced).hasSize(3).first().extracting(ModelEntry::bytes).isEqualTo(5L);
    }

    @ParameterizedTest
    @CsvSource({
        "mine, ../../etc/passwd, is not the path of a file within a model",
        "mine, /etc/passwd, is not the path",
        "mine, a//b, is not the path",
        "mine, a/.., is not the path",
        "../mine, a, is not the id of a model",
        "demo, a, which is the name of another",
        "directory, a, which is the name of another",
    })
    void refusesWhatIsNotSafe(String id, String path, String words) throws IOException {
        var own = own(ENTRY.replace("ID", id).replace("PATH", path));

        assertThatThrownBy(() -> Catalogue.read(own))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(own.orElseThrow().toString())
                .hasMessageContaining(words);
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        assertThatThrownBy(() -> Catalogue.read(own("{\n\"models\": [")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> Catalogue.read(own("{\"model\": []}")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("\"model\"");
        assertThatThrownBy(() -> Catalogue.read(own("{}")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no list \"models\"");
        assertThatThrownBy(() -> Catalogue.read(Optional.of(folder.resolve("not-there"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("sightline.hub.catalogue");
        assertThatThrownBy(() -> Catalogue.read(own(ENTRY.replace("\"o/n\"", "\"o n\""))))
                .isInstanceOf(ConfigurationException.class);
    }

    private Optional<Path> own(String json) throws IOException {
        return Optional.of(Files.writeString(folder.resolve("own.json"), json));
    }
}
