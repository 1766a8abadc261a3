package dev.sightline.description;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.sightline.embedding.bedrock.StubBedrock;
import dev.sightline.embedding.remote.StubService;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// Claude at Amazon Bedrock, as its documentation says it is: a message with a picture, tools, and how it refuses.
public final class StubClaude extends StubService {

    public static final String MODEL = "anthropic.claude-stub-v1:0";

    /// As inference profiles of the region call it.
    static final String PROFILE = "us." + MODEL;

    static final int READ = 1800;
    static final int WRITTEN = 120;

    private static final int MOST_BASE64 = 5 << 20;
    private static final int MOST_SIDE = 1568;

    /// Every request that was answered.
    final List<JsonNode> answered = new CopyOnWriteArrayList<>();

    /// What it fills in.
    volatile JsonNode said =
            saying("A red boat", "A red boat on a calm sea, under a yellow sun.", "boat", "red", "sea");

    /// What it answers in place of the tool, or null.
    volatile JsonNode instead;

    volatile String stopReason = "tool_use";

    private final StubBedrock others;

    public StubClaude() {
        this(null);
    }

    /// @param others answers about all other models; their requests come to the address of this one
    public StubClaude(StubBedrock others) {
        super("bedrock");
        this.others = others;
    }

    static ObjectNode saying(String title, String description, String... tags) {
        var said = JSON.createObjectNode().put("title", title).put("description", description);
        var list = said.putArray("tags");
        List.of(tags).forEach(list::add);
        return said;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
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
    protected JsonNode answered(HttpExchange exchange, byte[] body) {
        var uri = exchange.getRequestURI();
        if (!exchange.getRequestMethod().equals("POST") || !uri.getPath().matches("/model/.+/invoke")) {
            throw violation(404, "UnknownOperationException", exchange.getRequestMethod() + " " + uri);
        }
        if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            throw invalid("Content-Type");
        }
        var id = uri.getPath().replaceFirst("^/model/", "").replaceFirst("/invoke$", "");
        if (others != null && !id.contains("anthropic.")) {
            return others.answered(exchange, body);
        }
        if (id.equals(MODEL)) {
            throw refusal(
                    400,
                    "ValidationException",
                    "Invocation of model ID %s with on-demand throughput isn’t supported. Retry your request with the ID or"
                                    .formatted(MODEL)
                            + " ARN of an inference profile that contains this model.");
        }
        if (!id.equals(PROFILE)) {
            throw refusal(400, "ValidationException", "The provided model identifier is invalid.");
        }
        var request = read(body);
        check(request);
        answered.add(request);
        return answer();
    }

    private void check(JsonNode request) {
        requireFields(
                request,
                Set.of("anthropic_version", "max_tokens", "messages"),
                Set.of("system", "tools", "tool_choice", "temperature", "top_p", "top_k", "stop_sequences"));
        if (!request.get("anthropic_version").asText().equals("bedrock-2023-05-31")) {
            throw invalid("anthropic_version");
        }
        if (!request.get("max_tokens").isInt() || request.get("max_tokens").asInt() < 1) {
            throw invalid("max_tokens: Input should be greater than or equal to 1");
        }
        requireText(request.path("system"));
        var messages = list(request.get("messages"));
        if (messages.size() != 1) {
            throw invalid("messages: one is expected");
        }
        message(messages.get(0));
        tools(request);
    }

    private void message(JsonNode message) {
        requireFields(message, Set.of("role", "content"), Set.of());
        if (!message.get("role").asText().equals("user")) {
            throw invalid("messages.0.role");
        }
        int pictures = 0;
        for (var part : list(message.get("content"))) {
            switch (part.path("type").asText()) {
                case "text" -> {
                    requireFields(part, Set.of("type", "text"), Set.of());
                    requireText(part.get("text"));
                }
                case "image" -> {
                    requireFields(part, Set.of("type", "source"), Set.of());
                    picture(part.get("source"));
                    pictures++;
                }
                default -> throw invalid("messages.0.content: type " + part.path("type"));
            }
        }
        if (pictures != 1) {
            throw invalid("messages.0.content: one picture is expected");
        }
    }

    private void picture(JsonNode source) {
        requireFields(source, Set.of("type", "media_type", "data"), Set.of());
        if (!source.get("type").asText().equals("base64")
                || !source.get("media_type").asText().equals("image/jpeg")) {
            throw invalid("messages.0.content.1.image.source: type or media_type");
        }
        var data = source.get("data").asText();
        if (data.length() > MOST_BASE64) {
            throw invalid(
                    "messages.0.content.1.image.source.base64: image exceeds 5 MB maximum: %d bytes > 5242880 bytes"
                            .formatted(data.length()));
        }
        try {
            var image = jpeg(Base64.getDecoder().decode(data));
            if (Math.max(image.getWidth(), image.getHeight()) > MOST_SIDE) {
                throw invalid("a picture of %d x %d is scaled down".formatted(image.getWidth(), image.getHeight()));
            }
        } catch (IllegalArgumentException e) {
            throw invalid("no base64: " + e);
        }
    }

    private void tools(JsonNode request) {
        for (var tool : list(request.path("tools"))) {
            requireFields(tool, Set.of("name", "input_schema"), Set.of("description"));
            if (!tool.get("name").asText().matches("[a-zA-Z0-9_-]{1,64}")) {
                throw invalid("tools.0.name: String should match pattern '^[a-zA-Z0-9_-]{1,64}$'");
            }
            var schema = tool.get("input_schema");
            requireFields(schema, Set.of("type"), Set.of("properties", "required", "additionalProperties"));
            if (!schema.get("type").asText().equals("object")) {
                throw invalid("tools.0.input_schema.type: Input should be 'object'");
            }
        }
        requireFields(request.path("tool_choice"), Set.of("type", "name"), Set.of("disable_parallel_tool_use"));
        if (!request.at("/tool_choice/type").asText().equals("tool")
                || !request.at("/tool_choice/name").equals(request.at("/tools/0/name"))) {
            throw invalid("tool_choice: Tool not found in provided tools");
        }
    }

    private ArrayNode list(JsonNode node) {
        if (!(node instanceof ArrayNode list) || list.isEmpty()) {
            throw invalid("Input should be a valid list");
        }
        return list;
    }

    private JsonNode answer() {
        var answer = JSON.createObjectNode()
                .put("id", "msg_bdrk_01")
                .put("type", "message")
                .put("role", "assistant")
                .put("model", MODEL);
        var content = answer.putArray("content");
        if (instead == null) {
            content.addObject()
                    .put("type", "tool_use")
                    .put("id", "toolu_bdrk_01")
                    .put("name", "describe")
                    .set("input", said);
        } else {
            content.add(instead);
        }
        answer.put("stop_reason", stopReason).putNull("stop_sequence");
        answer.set("usage", JSON.valueToTree(Map.of("input_tokens", READ, "output_tokens", WRITTEN)));
        return answer;
    }
}
