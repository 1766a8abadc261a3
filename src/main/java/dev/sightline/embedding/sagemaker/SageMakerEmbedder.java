package dev.sightline.embedding.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightline.aws.AwsRequest;
import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Space;
import dev.sightline.embedding.Vector;
import dev.sightline.embedding.remote.Answers;
import dev.sightline.embedding.remote.Haste;
import dev.sightline.embedding.remote.RemoteModel;
import dev.sightline.picture.Picture;
import dev.sightline.picture.Renditions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/// A CLIP model behind two endpoints of Amazon SageMaker: one for texts, one for pictures.
final class SageMakerEmbedder implements Embedder {

    private static final String SERVICE = "sagemaker";
    private static final String ACTION = "InvokeEndpoint";

    /// The longer side of a picture, in pixels, at most: more than CLIP looks at, and less than the 4 MB that a
    /// serverless endpoint takes.
    private static final int SIDE = 1024;

    /// The endpoint does not say how many tokens a text has; English has about one for so many characters.
    private static final int CHARACTERS_OF_TOKEN = 4;

    private final RemoteModel model;
    private final URI texts;
    private final URI images;
    private final int batch;
    private final Space space;

    /// @param texts  where the endpoint for texts is invoked
    /// @param images where that for pictures is
    SageMakerEmbedder(RemoteModel model, URI texts, URI images, SageMakerConfig config) {
        this.model = model;
        this.texts = texts;
        this.images = images;
        this.batch = config.batch();
        this.space = new Space(
                SERVICE,
                config.model(),
                config.model(),
                "fp32",
                "JPEG within %d x %d".formatted(SIDE, SIDE),
                config.prompt(),
                "",
                config.dimension());
    }

    @Override
    public Space space() {
        return space;
    }

    @Override
    public int concurrency() {
        return model.concurrency();
    }

    /// Batch transform runs the same container.
    @Override
    public boolean takesVectors() {
        return true;
    }

    @Override
    public List<Vector> texts(List<String> texts, Purpose purpose) {
        var haste = Haste.of(purpose, texts.size());
        var batches = texts.stream().gather(Gatherers.windowFixed(batch)).toList();
        return model.each(batches, some -> together(some, haste)).stream()
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<Vector> images(List<Picture> pictures, Purpose purpose) {
        var haste = Haste.of(purpose, pictures.size());
        return model.each(pictures, picture -> vector(picture, haste));
    }

    private List<Vector> together(List<String> some, Haste haste) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        var inputs = request.putArray("inputs");
        some.stream().map(text -> space.prompt().replace("{}", text)).forEach(inputs::add);
        long characters = some.stream().mapToLong(String::length).sum();
        return vectors(
                AwsRequest.post(SERVICE, ACTION, texts, request.toString()),
                some.size(),
                haste,
                0,
                Math.ceilDiv(characters, CHARACTERS_OF_TOKEN));
    }

    private Vector vector(Picture picture, Haste haste) {
        var headers = Map.of("content-type", "application/x-image", "accept", "application/json");
        var jpeg = Renditions.jpeg(picture, SIDE);
        return vectors(AwsRequest.post(SERVICE, ACTION, images, headers, jpeg), 1, haste, 1, 0)
                .getFirst();
    }

    private List<Vector> vectors(AwsRequest request, int count, Haste haste, int images, long tokens) {
        JsonNode answer = model.ask(request, haste);
        model.used(images, tokens);
        if (!answer.isArray() || answer.size() != count) {
            throw new EmbeddingException(
                    "The endpoint at %s answers no list of %d vectors. It has to answer [[float, …], …], one for each input."
                            .formatted(request.uri().getPath(), count),
                    true,
                    null);
        }
        return IntStream.range(0, count)
                .mapToObj(i -> Answers.vector(space.model(), answer.get(i), space.dimension()))
                .toList();
    }
}
