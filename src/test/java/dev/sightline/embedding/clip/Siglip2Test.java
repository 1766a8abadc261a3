package dev.sightline.embedding.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.embedding.Purpose;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Another family than CLIP, by a random model of it: what differs is read from its files, not known to the code.
class Siglip2Test {

    private static final ModelFiles FILES = ModelFiles.in(directory());
    private static final ClipEmbedder EMBEDDER =
            new ClipEmbedder(FILES, new OnnxSettings(1, true), NativeLibraries.inTheUsualPlace());

    /// Pillow 13, which made the reference, resizes what shrinks most in height vertically first; it is off by a
    /// rounding from earlier versions and from us.
    private static final float ONE_LEVEL = 2 / 255f + 1e-5f;

    static final List<JsonNode> TEXTS = DemoReference.stream(
                    DemoReference.json("/tiny-siglip2/reference.json").path("texts"))
            .toList();
    static final List<JsonNode> IMAGES = DemoReference.stream(
                    DemoReference.json("/tiny-siglip2/reference.json").path("images"))
            .toList();

    private static Path directory() {
        try {
            return Path.of(Siglip2Test.class.getResource("/tiny-siglip2").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void close() {
        EMBEDDER.close();
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void embedsTextsAsTheReference(JsonNode reference) {
        var text = reference.path("text").asText();
        NativeLibraries.inTheUsualPlace().load();
        try (var tokenizer = Tokenizer.open(FILES, Family.SIGLIP, 64)) {
            assertThat(tokenizer.encode(text).ids())
                    .isEqualTo(DemoReference.stream(reference.path("ids"))
                            .mapToLong(JsonNode::asLong)
                            .toArray());
        }
        assertThat(EMBEDDER.text(text, Purpose.QUERY).cosine(DemoReference.vector(reference.path("embedding"))))
                .isGreaterThanOrEqualTo(0.9999);
    }

    @ParameterizedTest
    @FieldSource("IMAGES")
    void embedsPicturesAsTheReference(JsonNode reference) {
        var picture =
                TestPictures.read("/tiny-siglip2/" + reference.path("file").asText());
        float[] pixels = PreprocessorConfig.read(FILES).pixels(picture);
        float[] first = DemoReference.floats(reference.at("/pixels/first"));

        for (int i = 0; i < first.length; i++) {
            assertThat(pixels[i]).isCloseTo(first[i], within(ONE_LEVEL));
        }
        assertThat(EMBEDDER.image(picture, Purpose.INDEX).cosine(DemoReference.vector(reference.path("embedding"))))
                .isGreaterThanOrEqualTo(0.999);
    }

    @Test
    void takesItsDimensionFromTheGraph() {
        var space = EMBEDDER.space();

        assertThat(space.dimension()).isEqualTo(64);
        assertThat(space.model()).isEqualTo("tiny-siglip2");
        assertThat(space.preprocessing()).startsWith("bilinear to 64 x 64, centre 64 x 64");
    }
}
