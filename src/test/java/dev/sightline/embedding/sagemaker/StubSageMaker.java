package dev.sightline.embedding.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import dev.sightline.embedding.remote.StubService;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// The runtime of Amazon SageMaker with two serverless endpoints of a CLIP model, for texts and for pictures. Its
/// vectors are not of unit length.
final class StubSageMaker extends StubService {

    static final String TEXTS = "clip-text";
    static final String IMAGES = "clip-image";

    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int MOST_TEXTS = 32;
    private static final double LENGTH = 7.5;

    /// The texts of each request that was answered.
    final List<List<String>> texts = new CopyOnWriteArrayList<>();

    /// The bytes of each picture that was answered.
    final List<Integer> images = new CopyOnWriteArrayList<>();

    /// The number of values of a vector.
    volatile int dimension = 1024;

    /// The container of the model leaves out the last vector.
    volatile boolean careless;

    StubSageMaker() {
        super("sagemaker");
    }

    @Override
    protected String messageField() {
        return "Message";
    }

    /// What the container says of its input.
    @Override
    protected Refused invalid(String what) {
        return violation(
                424, "ModelError", "Received client error (400) from primary with message \"%s\"".formatted(what));
    }

    @Override
    protected JsonNode answered(HttpExchange exchange, byte[] body) {
        if (body.length > MOST_BYTES) {
            throw violation(413, "ValidationError", "Request of %d bytes".formatted(body.length));
        }
        var endpoint = exchange.getRequestURI().getPath().replaceFirst("^/endpoints/(.*)/invocations$", "$1");
        var mediaType = exchange.getRequestHeaders().getFirst("Content-Type");
        var answer =
                switch (endpoint) {
                    case TEXTS -> texts(mediaType, body);
                    case IMAGES -> image(mediaType, body);
                    default ->
                        throw refusal(
                                400,
                                "ValidationError",
                                "Endpoint %s of account 123456789012 not found.".formatted(endpoint));
                };
        if (careless) {
            answer.remove(answer.size() - 1);
        }
        return answer;
    }

    private ArrayNode texts(String mediaType, byte[] body) {
        if (!"application/json".equals(mediaType)) {
            throw invalid("Content-Type " + mediaType);
        }
        var request = read(body);
        requireFields(request, Set.of("inputs"), Set.of());
        var inputs = request.get("inputs");
        if (!inputs.isArray() || inputs.isEmpty() || inputs.size() > MOST_TEXTS) {
            throw invalid("inputs %d".formatted(inputs.size()));
        }
        var answer = JSON.createArrayNode();
        var all = new ArrayList<String>();
        for (var input : inputs) {
            var text = requireText(input);
            all.add(text);
            vector(meaning(text), answer.addArray());
        }
        texts.add(all);
        return answer;
    }

    private ArrayNode image(String mediaType, byte[] body) {
        if (!"application/x-image".equals(mediaType)) {
            throw invalid("Content-Type " + mediaType);
        }
        var look = look(jpeg(body));
        images.add(body.length);
        var answer = JSON.createArrayNode();
        vector(look, answer.addArray());
        return answer;
    }

    private void vector(double[] values, ArrayNode to) {
        unit(values, dimension).forEach(value -> to.add(value * LENGTH));
    }
}
