package dev.sightline.embedding.bedrock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Space;
import dev.sightline.embedding.Vector;
import dev.sightline.embedding.remote.Answers;
import dev.sightline.embedding.remote.Haste;
import dev.sightline.picture.Picture;
import dev.sightline.picture.Renditions;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/// Amazon Nova Multimodal Embeddings. It is told what each vector is for: to be stored, or to find pictures with.
final class NovaEmbedder implements Embedder {

    static final String NAME = "Amazon Nova Multimodal";

    /// From the smallest to the largest.
    static final List<Integer> DIMENSIONS = List.of(256, 384, 1024, 3072);

    /// The longer side of a picture, in pixels, at most.
    private static final int SIDE = 2048;

    /// The most characters of a text.
    private static final int CHARACTERS = 8000;

    /// The service does not say how many tokens a text has; English has about one for so many characters.
    private static final int CHARACTERS_OF_TOKEN = 4;

    private final BedrockModel model;
    private final String revision;
    private final Space space;

    /// @param revision which model of Nova it is: its id without the prefix of a profile
    NovaEmbedder(BedrockModel model, String revision, int dimension) {
        this.model = model;
        this.revision = revision;
        this.space = space(dimension);
    }

    private Space space(int dimension) {
        return new Space(
                "nova",
                "%s, %d dimensions".formatted(NAME, dimension),
                revision,
                "fp32",
                "JPEG within %d x %d".formatted(SIDE, SIDE),
                "{}",
                purpose(Purpose.INDEX),
                dimension);
    }

    @Override
    public Space space() {
        return space;
    }

    /// The model is trained so that the first values of a vector say most (Matryoshka).
    @Override
    public List<Space> larger() {
        return DIMENSIONS.stream()
                .filter(dimension -> dimension > space.dimension())
                .map(this::space)
                .toList()
                .reversed();
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
        return model.each(texts, text -> vector(text, purpose, haste));
    }

    @Override
    public List<Vector> images(List<Picture> pictures, Purpose purpose) {
        var haste = Haste.of(purpose, pictures.size());
        return model.each(pictures, picture -> vector(picture, purpose, haste));
    }

    private Vector vector(String text, Purpose purpose, Haste haste) {
        var value = text.length() > CHARACTERS ? text.substring(0, CHARACTERS) : text;
        var request = request(purpose, parameters -> parameters
                .putObject("text")
                .put("truncationMode", "END")
                .put("value", value));
        return asked(request, haste, 0, Math.ceilDiv(value.length(), CHARACTERS_OF_TOKEN));
    }

    private Vector vector(Picture picture, Purpose purpose, Haste haste) {
        var jpeg = Base64.getEncoder().encodeToString(Renditions.jpeg(picture, SIDE));
        var request = request(purpose, parameters -> parameters
                .putObject("image")
                .put("format", "jpeg")
                .put("detailLevel", "STANDARD_IMAGE")
                .putObject("source")
                .put("bytes", jpeg));
        return asked(request, haste, 1, 0);
    }

    private ObjectNode request(Purpose purpose, Consumer<ObjectNode> content) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("schemaVersion", "nova-multimodal-embed-v1").put("taskType", "SINGLE_EMBEDDING");
        content.accept(request.putObject("singleEmbeddingParams")
                .put("embeddingPurpose", purpose(purpose))
                .put("embeddingDimension", space.dimension()));
        return request;
    }

    private Vector asked(ObjectNode request, Haste haste, int images, int tokens) {
        var answer = model.invoke(request, haste);
        model.used(images, tokens);
        return Answers.vector(NAME, answer.at("/embeddings/0/embedding"), space.dimension());
    }

    /// Where words are searched, images without any take part with their pixels, so that such a query is for neither
    /// alone.
    private static String purpose(Purpose purpose) {
        return switch (purpose) {
            case INDEX -> "GENERIC_INDEX";
            case QUERY -> "IMAGE_RETRIEVAL";
            case MIXED_QUERY -> "GENERIC_RETRIEVAL";
        };
    }
}
