package dev.sightline.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The OpenAPI document, as a client reads it.
final class Description {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonNode document;
    private final Map<String, JsonSchema> schemas = new HashMap<>();

    Description(String json) {
        document = read(json);
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        document.get("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(member -> METHODS.contains(member.getKey()))
                .forEach(member ->
                        all.add(new Operation(member.getKey(), path.getKey(), path.getValue(), member.getValue()))));
        return all;
    }

    /// What is wrong with an answer. A property that is not described counts as wrong.
    String wrongWithAnswer(JsonNode schema, JsonNode value) {
        return wrong(schema, value, true);
    }

    String wrongWithRequest(JsonNode schema, JsonNode value) {
        return wrong(schema, value, false);
    }

    private String wrong(JsonNode schema, JsonNode value, boolean closed) {
        return schemas
                .computeIfAbsent(closed + schema.toString(), unread -> schema(schema, closed))
                .validate(value)
                .stream()
                .map(ValidationMessage::getMessage)
                .collect(Collectors.joining("; "));
    }

    private JsonSchema schema(JsonNode schema, boolean closed) {
        ObjectNode whole = schema.deepCopy();
        whole.set("$defs", document.at("/components/schemas").deepCopy());
        if (closed) {
            close(whole);
        }
        return SCHEMAS.getSchema(read(whole.toString().replace("#/components/schemas/", "#/$defs/")), STRICT);
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode schema
                && schema.get("properties") instanceof ObjectNode
                && !schema.has("additionalProperties")) {
            schema.put("additionalProperties", false);
        }
        node.forEach(Description::close);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    final class Operation {

        private final String method;
        final String path;
        private final JsonNode node;
        private final Map<String, JsonNode> parameters = new LinkedHashMap<>();

        Operation(String method, String path, JsonNode item, JsonNode node) {
            this.method = method.toUpperCase();
            this.path = path;
            this.node = node;
            item.path("parameters").forEach(this::add);
            node.path("parameters").forEach(this::add);
        }

        private void add(JsonNode parameter) {
            parameters.put(resolved(parameter).get("name").asText(), resolved(parameter));
        }

        String method() {
            return method;
        }

        String id() {
            return node.path("operationId").asText();
        }

        JsonNode node() {
            return node;
        }

        Map<String, JsonNode> parameters() {
            return parameters;
        }

        List<JsonNode> parameters(String where) {
            return parameters.values().stream()
                    .filter(parameter -> parameter.get("in").asText().equals(where))
                    .toList();
        }

        /// Media type and what is said of it.
        Map<String, JsonNode> bodies() {
            return members(node.at("/requestBody/content"));
        }

        Optional<JsonNode> answer(int status) {
            return Optional.ofNullable(node.get("responses").get(String.valueOf(status)))
                    .map(Description.this::resolved);
        }

        Map<String, JsonNode> answers() {
            Map<String, JsonNode> answers = members(node.get("responses"));
            answers.replaceAll((status, answer) -> resolved(answer));
            return answers;
        }

        /// The status that a problem comes with, where this operation can have it.
        Optional<Integer> statusOf(String code) {
            return answers().entrySet().stream()
                    .filter(answer -> answer.getValue()
                            .at("/content/application~1problem+json/examples")
                            .has(code))
                    .map(answer -> Integer.valueOf(answer.getKey()))
                    .findFirst();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /// The examples of a parameter or a media type, by name; `example` for one without a name.
    static Map<String, JsonNode> examples(JsonNode described) {
        Map<String, JsonNode> examples = members(described.path("examples"));
        examples.replaceAll((name, example) -> example.get("value"));
        if (described.has("example")) {
            examples.put("example", described.get("example"));
        }
        return examples;
    }

    static Map<String, JsonNode> members(JsonNode node) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }
}
