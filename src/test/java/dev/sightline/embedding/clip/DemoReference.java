package dev.sightline.embedding.clip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.embedding.Vector;
import dev.sightline.picture.Picture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What Python's own libraries make of texts and pictures with the demo model.
final class DemoReference {

    static final List<Text> TEXTS;
    static final List<Image> IMAGES;

    static {
        var reference = json("/demo-reference/reference.json");
        TEXTS = stream(reference.path("texts")).map(Text::of).toList();
        IMAGES = stream(reference.path("pictures")).map(Image::of).toList();
    }

    private DemoReference() {}

    record Text(String text, long[] ids, Vector torch, Vector onnx) {

        private static Text of(JsonNode node) {
            return new Text(
                    node.path("text").asText(),
                    stream(node.path("input_ids")).mapToLong(JsonNode::asLong).toArray(),
                    vector(node.path("text_embeds_torch")),
                    vector(node.path("text_embeds_onnx")));
        }

        @Override
        public String toString() {
            return "'%s'".formatted(text);
        }
    }

    /// @param crc of the tensor as little-endian float32, exact only for a resize that equals Pillow's
    record Image(String file, long crc, long rgbCrc, double sum, float[] first, Vector torch, Vector onnx) {

        private static Image of(JsonNode node) {
            var pixels = node.path("pixels");
            return new Image(
                    node.path("file").asText(),
                    pixels.path("crc32").asLong(),
                    pixels.path("crc32_rgb").asLong(),
                    pixels.path("sum").asDouble(),
                    floats(pixels.path("first12")),
                    vector(node.path("image_embeds_torch")),
                    vector(node.path("image_embeds_onnx")));
        }

        Picture picture() {
            return TestPictures.read("/demo-reference/" + file);
        }

        @Override
        public String toString() {
            return file;
        }
    }

    static JsonNode json(String resource) {
        try (var in = DemoReference.class.getResourceAsStream(resource)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static Vector vector(JsonNode array) {
        return Vector.normalised(floats(array));
    }

    static float[] floats(JsonNode array) {
        var values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.path(i).floatValue();
        }
        return values;
    }
}
