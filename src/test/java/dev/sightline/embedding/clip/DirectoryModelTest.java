package dev.sightline.embedding.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Purpose;
import dev.sightline.picture.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryModelTest {

    @TempDir
    private Path temporary;

    private Path directory;
    private ClipEmbedder embedder;

    @BeforeEach
    void copyTheDemoModel() throws IOException {
        directory = temporary.resolve("my-model");
        Files.createDirectories(directory.resolve("onnx"));
        for (var path : new String[] {
            "config.json",
            "preprocessor_config.json",
            "tokenizer.json",
            "onnx/text_model.onnx",
            "onnx/vision_model.onnx"
        }) {
            try (var in = ModelFiles.demo().open(path)) {
                Files.copy(in, directory.resolve(path));
            }
        }
        embedder = embedder();
    }

    private ClipEmbedder embedder() {
        return new ClipEmbedder(
                ModelFiles.in(directory), new OnnxSettings(1, false), NativeLibraries.inTheUsualPlace());
    }

    @AfterEach
    void close() {
        embedder.close();
    }

    @Test
    void embedsAsTheReference() {
        embedder.check();

        for (var reference : DemoReference.TEXTS) {
            assertThat(embedder.text(reference.text(), Purpose.QUERY).cosine(reference.onnx()))
                    .isGreaterThanOrEqualTo(0.999999);
        }
        for (var reference : DemoReference.IMAGES) {
            assertThat(embedder.image(reference.picture(), Purpose.INDEX).cosine(reference.onnx()))
                    .isGreaterThanOrEqualTo(0.999999);
        }
    }

    @Test
    void isNamedByItsDirectoryAndItsContent() throws IOException {
        var space = embedder.space();
        Files.writeString(directory.resolve("tokenizer.json"), "\n", StandardOpenOption.APPEND);
        var changed = embedder().space();

        assertThat(space.model()).isEqualTo("my-model");
        assertThat(space.quantisation()).isEqualTo("fp32");
        assertThat(space.dimension()).isEqualTo(128);
        assertThat(changed.revision()).isNotEqualTo(space.revision());
    }

    @Test
    void isNamedByItsConfigurationAndFileNames() throws IOException {
        replaceInConfig("\"model_type\": \"clip\"", "\"model_type\": \"clip\", \"_name_or_path\": \"some/clip\"");
        Files.move(directory.resolve("onnx/text_model.onnx"), directory.resolve("onnx/text_model_quantized.onnx"));
        var space = embedder.space();

        assertThat(space.model()).isEqualTo("some/clip");
        assertThat(space.quantisation()).isEqualTo("quantized text, fp32 pictures");
        assertThat(embedder.text("a boat", Purpose.QUERY).dimension()).isEqualTo(128);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config.json",
                "preprocessor_config.json",
                "tokenizer.json",
                "onnx/text_model.onnx",
                "onnx/vision_model.onnx"
            })
    void saysWhatIsMissing(String path) throws IOException {
        Files.delete(directory.resolve(path));

        assertThatThrownBy(embedder::check)
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("The model in " + directory)
                .hasMessageContaining(path.replace(".onnx", ""))
                .hasMessageContaining("sightline.model-dir");
        assertThatThrownBy(() -> embedder.text("a boat", Purpose.QUERY)).isInstanceOf(EmbeddingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"onnx/text_model.onnx", "tokenizer.json"})
    void saysWhichHalfForTextsIsDamaged(String path) throws IOException {
        cutInHalf(path);

        assertThatThrownBy(() -> embedder.text("a boat", Purpose.QUERY))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageStartingWith(path + " of the model in " + directory)
                .hasMessageEndingWith("Get the model again.");
    }

    @Test
    void saysThatTheHalfForPicturesIsDamagedAndRecovers() throws IOException {
        var path = directory.resolve("onnx/vision_model.onnx");
        byte[] whole = Files.readAllBytes(path);
        cutInHalf("onnx/vision_model.onnx");
        var picture = new Picture(1, 1, new byte[3]);

        assertThatThrownBy(() -> embedder.image(picture, Purpose.INDEX))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageStartingWith("onnx/vision_model.onnx of the model in " + directory);

        Files.write(path, whole);
        assertThat(embedder.image(picture, Purpose.INDEX).dimension()).isEqualTo(128);
    }

    @Test
    void refusesGraphsThatAreNotWhatTheyShouldBe() throws IOException {
        Files.copy(directory.resolve("onnx/text_model.onnx"), directory.resolve("onnx/other.onnx"));
        Files.move(
                directory.resolve("onnx/other.onnx"),
                directory.resolve("onnx/vision_model.onnx"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> embedder.image(new Picture(1, 1, new byte[3]), Purpose.INDEX))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("it asks for [input_ids], known are [pixel_values]");
    }

    @Test
    void refusesAGraphOfAnotherDimension() throws IOException {
        replaceInConfig("\"projection_dim\": 128", "\"projection_dim\": 512");

        assertThatThrownBy(() -> embedder.text("a boat", Purpose.QUERY))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("text_embeds has 128 values, config.json says 512");
    }

    @Test
    void refusesOtherFamilies() throws IOException {
        replaceInConfig("\"model_type\": \"clip\"", "\"model_type\": \"blip\"");

        assertThatThrownBy(embedder::check)
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("of type 'blip'")
                .hasMessageEndingWith("Choose a CLIP or SigLIP model.");
    }

    private void replaceInConfig(String old, String replacement) throws IOException {
        var path = directory.resolve("config.json");
        var config = Files.readString(path);
        assertThat(config).contains(old);
        Files.writeString(path, config.replace(old, replacement));
    }

    private void cutInHalf(String path) throws IOException {
        var file = directory.resolve(path);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    }
}
