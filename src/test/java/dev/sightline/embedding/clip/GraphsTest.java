package dev.sightline.embedding.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Vector;
import dev.sightline.picture.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What graphs may have that the models of the other tests do not.
class GraphsTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void describe() throws IOException {
        Files.createDirectories(directory.resolve("onnx"));
        for (var path : new String[] {"preprocessor_config.json", "tokenizer.json"}) {
            try (var in = ModelFiles.demo().open(path)) {
                Files.copy(in, directory.resolve(path));
            }
        }
        Files.writeString(directory.resolve("config.json"), "{\"model_type\": \"clip\"}");
        put("masked-text.onnx", "onnx/text_model.onnx");
        put("half-vision.onnx", "onnx/vision_model.onnx");
    }

    private void put(String graph, String path) throws IOException {
        try (var in = GraphsTest.class.getResourceAsStream("/graphs/" + graph)) {
            Files.copy(in, directory.resolve(path));
        }
    }

    private ClipEmbedder embedder() {
        return new ClipEmbedder(
                ModelFiles.in(directory), new OnnxSettings(1, false), NativeLibraries.inTheUsualPlace());
    }

    @Test
    void theMaskIsGivenToAGraphThatAsksForIt() {
        try (var embedder = embedder()) {
            // A word, and what stands at both ends of a text.
            assertThat(embedder.text("boat", Purpose.QUERY)).isEqualTo(Vector.normalised(new float[] {3, 1}));
            assertThat(embedder.text("boat boat", Purpose.QUERY)).isEqualTo(Vector.normalised(new float[] {4, 1}));
        }
    }

    @Test
    void theMaskLeavesOutThePadding() throws IOException {
        Files.writeString(directory.resolve("config.json"), "{\"model_type\": \"siglip\"}");
        try (var embedder = embedder()) {
            assertThat(embedder.text("boat", Purpose.QUERY)).isEqualTo(Vector.normalised(new float[] {3, 1}));
        }
    }

    @Test
    void halfPrecisionIsGivenAndTaken() {
        try (var embedder = embedder()) {
            var grey = new Picture(96, 96, grey(96 * 96));
            float[] expected = new float[3];
            float[] pixels = PreprocessorConfig.read(ModelFiles.in(directory)).pixels(grey);
            IntStream.range(0, 3).forEach(channel -> expected[channel] = pixels[channel * 96 * 96]);

            var vector = embedder.image(grey, Purpose.INDEX);

            assertThat(vector.cosine(Vector.normalised(expected))).isCloseTo(1, within(1e-5));
        }
    }

    private static byte[] grey(int pixels) {
        var rgb = new byte[3 * pixels];
        Arrays.fill(rgb, (byte) 200);
        return rgb;
    }

    @Test
    void weightsBesideTheGraphAreReadAndNamed() throws IOException {
        Files.delete(directory.resolve("onnx/text_model.onnx"));
        put("external-text.onnx", "onnx/text_model.onnx");
        put("text_model.onnx_data", "onnx/text_model.onnx_data");

        try (var embedder = embedder()) {
            assertThat(embedder.text("boat", Purpose.QUERY)).isEqualTo(Vector.normalised(new float[] {3, 4}));
            var before = embedder.space().revision();

            var weights = directory.resolve("onnx/text_model.onnx_data");
            byte[] bytes = Files.readAllBytes(weights);
            bytes[bytes.length - 1] ^= 1;
            Files.write(weights, bytes);
            assertThat(revision(Map.of())).isNotEqualTo(before);

            Files.writeString(directory.resolve("onnx/text_model.onnx_data_1"), "more");
            var digests = new HashMap<String, String>();
            digests.put("onnx/text_model.onnx_data_1", "0".repeat(64));
            assertThat(revision(digests)).isNotEqualTo(revision(Map.of()));
        }
    }

    @Test
    void theRevisionOfVerifiedFilesIsThatOfTheirContent() throws IOException {
        var digests = new HashMap<String, String>();
        try (var files = Files.walk(directory)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                digests.put(directory.relativize(file).toString(), sha256(file));
            }
        }

        assertThat(revision(digests)).isEqualTo(revision(Map.of()));

        Files.writeString(directory.resolve("onnx/text_model.onnx"), "not read for it");
        assertThat(revision(digests)).isNotEqualTo(revision(Map.of()));
    }

    private String revision(Map<String, String> digests) {
        var files = ModelFiles.verified(directory, "name", digests);
        return Revision.of(files, ModelDescription.read(files));
    }

    private static String sha256(Path file) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"_quantized, quantized", "_int8, int8", "_uint8, uint8", "_fp16, fp16", "'', fp32"})
    void theFormatIsThatOfTheFileName(String suffix, String quantisation) throws IOException {
        for (var graph : new String[] {"text_model", "vision_model"}) {
            Files.move(
                    directory.resolve("onnx/" + graph + ".onnx"),
                    directory.resolve("onnx/" + graph + suffix + ".onnx"));
        }

        try (var embedder = embedder()) {
            assertThat(embedder.space().quantisation()).isEqualTo(quantisation);
            assertThat(embedder.text("boat", Purpose.QUERY).dimension()).isEqualTo(2);
        }
    }
}
