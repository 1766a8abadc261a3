package dev.sightline.embedding.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Space;
import dev.sightline.embedding.Vector;
import dev.sightline.embedding.remote.Answers;
import dev.sightline.embedding.remote.Haste;
import dev.sightline.picture.Picture;
import dev.sightline.picture.Renditions;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Amazon Titan Multimodal Embeddings. It treats what is stored and what is asked alike.
final class TitanEmbedder implements Embedder {

    static final String NAME = "Amazon Titan Multimodal";
    static final Set<Integer> DIMENSIONS = Set.of(256, 384, 1024);

    /// The longer side of a picture, in pixels, at most.
    private static final int SIDE = 2048;

    private final BedrockModel model;
    private final Space space;

    /// @param revision which model of Titan it is: its id without the prefix of a profile
    TitanEmbedder(BedrockModel model, String revision, int dimension) {
        this.model = model;
        this.space = new Space(
                "titan",
                "%s, %d dimensions".formatted(NAME, dimension),
                revision,
                "fp32",
                "JPEG within %d x %d".formatted(SIDE, SIDE),
                "{}",
                "",
                dimension);
    }

    @Override
    public Space space() {
        return space;
    }

    @Override
    public int concurrency() {
        return model.concurrency();
    }

    /// Other systems have asked the same service.
    @Override
    public boolean takesVectors() {
        return true;
    }

    @Override
    public List<Vector> texts(List<String> texts, Purpose purpose) {
        var haste = Haste.of(purpose, texts.size());
        return model.each(texts, text -> vector(text, haste));
    }

    @Override
    public List<Vector> images(List<Picture> pictures, Purpose purpose) {
        var haste = Haste.of(purpose, pictures.size());
        return model.each(pictures, picture -> vector(picture, haste));
    }

    /// A text that has too many tokens loses its end: only the service knows how many it has.
    private Vector vector(String text, Haste haste) {
        for (var fitting = text; ; fitting = fitting.substring(0, fitting.length() / 2)) {
            try {
                return asked(request().put("inputText", fitting), haste, 0);
            } catch (EmbeddingException e) {
                if (e.isPassing() || fitting.length() < 2 || !isTooLong(e)) {
                    throw e;
                }
            }
        }
    }

    private Vector vector(Picture picture, Haste haste) {
        var jpeg = Base64.getEncoder().encodeToString(Renditions.jpeg(picture, SIDE));
        return asked(request().put("inputImage", jpeg), haste, 1);
    }

    private ObjectNode request() {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.putObject("embeddingConfig").put("outputEmbeddingLength", space.dimension());
        return request;
    }

    private static boolean isTooLong(EmbeddingException e) {
        return e.getMessage().toLowerCase(Locale.ROOT).contains("too many input tokens");
    }

    private Vector asked(ObjectNode request, Haste haste, int images) {
        JsonNode answer = model.invoke(request, haste);
        if (answer.hasNonNull("message")) {
            throw new EmbeddingException(
                    "%s gives no vector: %s"
                            .formatted(NAME, answer.get("message").asText()),
                    false,
                    null);
        }
        model.used(images, answer.path("inputTextTokenCount").asLong());
        return Answers.vector(NAME, answer.path("embedding"), space.dimension());
    }
}
