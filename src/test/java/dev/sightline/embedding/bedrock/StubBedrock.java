package dev.sightline.embedding.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.sightline.embedding.remote.StubService;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The runtime of Amazon Bedrock with Titan, Nova and Cohere, as their documentation says they are, to the
/// letter: fields, sizes, purposes, and how they refuse.
public final class StubBedrock extends StubService {

    private static final String TITAN = "amazon.titan-embed-image-v1";
    private static final String NOVA = "amazon.nova-2-multimodal-embeddings-v1:0";
    private static final Set<String> COHERE = Set.of("cohere.embed-english-v3", "cohere.embed-multilingual-v3");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final int COHERE_TEXTS = 96;
    private static final int COHERE_CHARACTERS = 2048;
    private static final int MOST_BYTES = 25_000_000;
    private static final int TITAN_SIDE = 2048;
    private static final int TITAN_TOKENS = 256;
    private static final int NOVA_CHARACTERS = 8192;
    private static final Set<String> PURPOSES = Set.of(
            "GENERIC_INDEX",
            "GENERIC_RETRIEVAL",
            "TEXT_RETRIEVAL",
            "IMAGE_RETRIEVAL",
            "VIDEO_RETRIEVAL",
            "DOCUMENT_RETRIEVAL",
            "AUDIO_RETRIEVAL",
            "CLASSIFICATION",
            "CLUSTERING");

    /// Every request that was answered, with a vector.
    public final List<JsonNode> answered = new CopyOnWriteArrayList<>();

    /// By the id of a model, as it was asked for: how often.
    public final Map<String, Integer> models = new ConcurrentHashMap<>();

    /// What Titan says is wrong although it answers, or null.
    public volatile String message;

    /// Cohere leaves out the last vector.
    public volatile boolean careless;

    public StubBedrock() {
        super("bedrock");
    }

    /// Requests that were answered for pictures.
    public long pictures() {
        return answered.stream()
                .filter(request -> request.has("inputImage")
                        || request.path("singleEmbeddingParams").has("image"))
                .count();
    }

    @Override
    protected String messageField() {
        return "message";
    }

    @Override
    protected Refused invalid(String what) {
        return violation(400, "ValidationException", what);
    }

    @Override
    public JsonNode answered(HttpExchange exchange, byte[] body) {
        var uri = exchange.getRequestURI();
        var mediaType = exchange.getRequestHeaders().getFirst("Content-Type");
        if (!exchange.getRequestMethod().equals("POST") || !uri.getPath().matches("/model/.+/invoke")) {
            throw violation(404, "UnknownOperationException", exchange.getRequestMethod() + " " + uri);
        }
        if (!"application/json".equals(mediaType)) {
            throw invalid("Content-Type " + mediaType);
        }
        if (body.length > MOST_BYTES) {
            throw invalid("Request body of %d bytes".formatted(body.length));
        }
        var id = uri.getPath().replaceFirst("^/model/", "").replaceFirst("/invoke$", "");
        models.merge(id, 1, Integer::sum);
        var request = read(body);
        var answer =
                switch (id.replaceFirst("^(us|eu|apac|global)\\.", "")) {
                    case TITAN -> titan(request);
                    case NOVA -> nova(request);
                    case String cohere when COHERE.contains(cohere) -> cohere(request);
                    default -> throw refusal(400, "ValidationException", "The provided model identifier is invalid.");
                };
        answered.add(request);
        return answer;
    }

    private JsonNode titan(JsonNode request) {
        requireFields(request, Set.of(), Set.of("inputText", "inputImage", "embeddingConfig"));
        int dimension = 1024;
        if (request.has("embeddingConfig")) {
            requireFields(request.get("embeddingConfig"), Set.of("outputEmbeddingLength"), Set.of());
            dimension = oneOf(request.at("/embeddingConfig/outputEmbeddingLength"), Set.of(256, 384, 1024));
        }
        if (!request.has("inputText") && !request.has("inputImage")) {
            throw invalid("Malformed input request: neither inputText nor inputImage");
        }
        var text = request.path("inputText").asText();
        int tokens = Math.ceilDiv(text.length(), 4);
        if (tokens > TITAN_TOKENS) {
            throw refusal(
                    400,
                    "ValidationException",
                    "Too many input tokens. Max input tokens: %d, request input token count: %d"
                            .formatted(TITAN_TOKENS, tokens));
        }
        var answer = JSON.createObjectNode();
        var sum = new double[LARGEST];
        if (request.has("inputText")) {
            add(meaning(requireText(request.get("inputText"))), sum);
            answer.put("inputTextTokenCount", tokens);
        }
        if (request.has("inputImage")) {
            add(look(picture(request.get("inputImage"), TITAN_SIDE)), sum);
        }
        if (message != null) {
            return answer.putNull("embedding").put("message", message);
        }
        answer.putNull("message");
        var values = answer.putArray("embedding");
        unit(sum, dimension).forEach(values::add);
        return answer;
    }

    private JsonNode cohere(JsonNode request) {
        requireFields(request, Set.of("texts", "input_type", "embedding_types"), Set.of("truncate"));
        if (!Set.of("search_document", "search_query", "classification", "clustering")
                .contains(request.get("input_type").asText())) {
            throw invalid("valid input_type must be provided with the provided model");
        }
        if (request.get("embedding_types").size() != 1
                || !request.at("/embedding_types/0").asText().equals("float")) {
            throw invalid("embedding_types " + request.get("embedding_types"));
        }
        if (!Set.of("NONE", "START", "END").contains(request.path("truncate").asText("NONE"))) {
            throw invalid("truncate " + request.get("truncate"));
        }
        var texts = request.get("texts");
        if (!texts.isArray() || texts.isEmpty() || texts.size() > COHERE_TEXTS) {
            throw invalid("total number of texts must be at most %d".formatted(COHERE_TEXTS));
        }
        var answer = JSON.createObjectNode().put("id", "stub").put("response_type", "embeddings_by_type");
        var vectors = answer.putObject("embeddings").putArray("float");
        for (var text : texts) {
            var value = requireText(text);
            if (value.length() > COHERE_CHARACTERS || Character.isHighSurrogate(value.charAt(value.length() - 1))) {
                throw invalid("text of %d characters, or half of one".formatted(value.length()));
            }
            unit(meaningOfWords(value), 1024).forEach(vectors.addArray()::add);
        }
        if (careless) {
            vectors.remove(vectors.size() - 1);
        }
        answer.set("texts", texts);
        return answer;
    }

    /// Texts that share words are close.
    private static double[] meaningOfWords(String text) {
        var words = WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        if (words.isEmpty()) {
            return meaning(text);
        }
        var sum = new double[LARGEST];
        words.forEach(word -> add(meaning(word), sum));
        return sum;
    }

    private JsonNode nova(JsonNode request) {
        requireFields(request, Set.of("taskType", "singleEmbeddingParams"), Set.of("schemaVersion"));
        if (!request.path("schemaVersion").asText("nova-multimodal-embed-v1").equals("nova-multimodal-embed-v1")
                || !request.get("taskType").asText().equals("SINGLE_EMBEDDING")) {
            throw invalid("schemaVersion or taskType");
        }
        var parameters = request.get("singleEmbeddingParams");
        requireFields(parameters, Set.of("embeddingPurpose"), Set.of("embeddingDimension", "text", "image"));
        if (parameters.has("text") == parameters.has("image")) {
            throw invalid("exactly one of text, image");
        }
        if (!PURPOSES.contains(parameters.get("embeddingPurpose").asText())) {
            throw invalid("embeddingPurpose " + parameters.get("embeddingPurpose"));
        }
        int dimension = parameters.has("embeddingDimension")
                ? oneOf(parameters.get("embeddingDimension"), Set.of(256, 384, 1024, 3072))
                : LARGEST;
        var answer = JSON.createObjectNode();
        var embedding = answer.putArray("embeddings").addObject();
        var values = embedding
                .put("embeddingType", parameters.has("text") ? "TEXT" : "IMAGE")
                .putArray("embedding");
        var meant = parameters.has("text") ? novaText(parameters.get("text")) : novaImage(parameters.get("image"));
        unit(meant, dimension).forEach(values::add);
        return answer;
    }

    private double[] novaText(JsonNode text) {
        requireFields(text, Set.of("truncationMode", "value"), Set.of());
        if (!Set.of("START", "END", "NONE").contains(text.get("truncationMode").asText())) {
            throw invalid("truncationMode " + text.get("truncationMode"));
        }
        var value = requireText(text.get("value"));
        if (value.length() > NOVA_CHARACTERS) {
            throw invalid("text of %d characters".formatted(value.length()));
        }
        return meaning(value);
    }

    private double[] novaImage(JsonNode image) {
        requireFields(image, Set.of("format", "source"), Set.of("detailLevel"));
        requireFields(image.get("source"), Set.of("bytes"), Set.of());
        if (!image.get("format").asText().equals("jpeg")
                || !Set.of("STANDARD_IMAGE", "DOCUMENT_IMAGE")
                        .contains(image.path("detailLevel").asText("STANDARD_IMAGE"))) {
            throw invalid("format or detailLevel of " + image.get("format"));
        }
        return look(picture(image.at("/source/bytes"), Integer.MAX_VALUE));
    }

    private int oneOf(JsonNode number, Set<Integer> allowed) {
        if (!number.isInt() || !allowed.contains(number.asInt())) {
            throw invalid("dimension " + number);
        }
        return number.asInt();
    }

    private BufferedImage picture(JsonNode base64, int side) {
        var image = jpeg(decoded(base64));
        if (image.getWidth() > side || image.getHeight() > side) {
            throw invalid("picture of %d x %d".formatted(image.getWidth(), image.getHeight()));
        }
        return image;
    }

    private byte[] decoded(JsonNode base64) {
        try {
            return Base64.getDecoder().decode(base64.asText());
        } catch (IllegalArgumentException e) {
            throw invalid("no base64: " + e);
        }
    }

    private static void add(double[] values, double[] sum) {
        var unit = unit(values, LARGEST);
        Arrays.setAll(sum, i -> sum[i] + unit.get(i));
    }
}
