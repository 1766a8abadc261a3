package dev.sightline.index.pinecone;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.sightline.index.StubEngine;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// An index of Pinecone, as its documentation says it is: operations, fields, limits, refusals, and reads that
/// are behind writes.
public final class StubPinecone extends StubEngine {

    public static final String KEY = "pcsk_example";

    private static final int MEGABYTE = 1 << 20;
    private static final long BEHIND = 50_000_000;

    private final int dimension;
    private final String metric;
    private final Map<String, Map<String, Stored>> namespaces = new ConcurrentHashMap<>();
    private volatile Map<String, Map<String, Stored>> shown = Map.of();
    private volatile long changed;

    private record Stored(float[] values, JsonNode metadata) {}

    private record Found(String id, double score) {}

    public StubPinecone(int dimension, String metric) {
        this.dimension = dimension;
        this.metric = metric;
    }

    @Override
    protected Refusal tooMany() {
        return new Refusal(429, "RESOURCE_EXHAUSTED", "Too many requests.");
    }

    @Override
    protected JsonNode refusal(String type, String message) {
        var answer = JSON.createObjectNode().put("code", 3).put("message", message);
        answer.putArray("details");
        return answer;
    }

    @Override
    protected synchronized JsonNode answer(HttpExchange exchange, byte[] body) throws IOException {
        if (!KEY.equals(exchange.getRequestHeaders().getFirst("Api-Key"))) {
            throw new Refusal(401, "UNAUTHENTICATED", "Invalid API key.");
        }
        check("2025-04".equals(exchange.getRequestHeaders().getFirst("X-Pinecone-API-Version")), "a version");
        check(exchange.getRequestMethod().equals("POST"), "POST is wanted");
        check(body.length <= 2 * MEGABYTE, "a request of more than 2 MB");
        show();
        var request = JSON.readTree(body);
        return switch (exchange.getRequestURI().toString()) {
            case "/vectors/upsert" -> upsert(request);
            case "/vectors/delete" -> delete(request);
            case "/query" -> query(request);
            case "/describe_index_stats" -> stats(request);
            default ->
                throw new Refusal(404, "NOT_FOUND", exchange.getRequestURI().toString());
        };
    }

    /// Reads show what was written some moments ago.
    private void show() {
        if (System.nanoTime() - changed > BEHIND) {
            var copy = new ConcurrentHashMap<String, Map<String, Stored>>();
            namespaces.forEach((name, vectors) -> copy.put(name, Map.copyOf(vectors)));
            shown = copy;
        }
    }

    private JsonNode upsert(JsonNode request) {
        fields(request, Set.of("vectors"), Set.of("namespace"));
        var vectors = request.path("vectors");
        check(!vectors.isEmpty() && vectors.size() <= 1000, "1 to 1000 vectors");
        var checked = new ConcurrentHashMap<String, Stored>();
        for (var vector : vectors) {
            fields(vector, Set.of("id", "values"), Set.of("metadata", "sparseValues"));
            var id = vector.path("id").asText();
            check(id.matches("\\p{ASCII}{1,512}"), "an id of 1 to 512 characters of ASCII");
            check(vector.path("metadata").toString().length() <= 40 * 1024, "at most 40 KB of metadata");
            checked.put(id, new Stored(values(vector.path("values"), dimension), vector.path("metadata")));
        }
        namespaces
                .computeIfAbsent(namespace(request), _ -> new ConcurrentHashMap<>())
                .putAll(checked);
        changed = System.nanoTime();
        return JSON.createObjectNode().put("upsertedCount", checked.size());
    }

    private JsonNode delete(JsonNode request) {
        fields(request, Set.of(), Set.of("ids", "deleteAll", "filter", "namespace"));
        var vectors = namespaces.get(namespace(request));
        if (vectors == null) {
            throw new Refusal(404, "NOT_FOUND", "Namespace not found");
        }
        check(request.has("ids") != request.path("deleteAll").asBoolean(), "either ids or all");
        check(request.path("ids").size() <= 1000, "at most 1000 ids");
        request.path("ids").forEach(id -> vectors.remove(id.asText()));
        if (request.path("deleteAll").asBoolean() || vectors.isEmpty()) {
            namespaces.remove(namespace(request));
        }
        changed = System.nanoTime();
        return JSON.createObjectNode();
    }

    private JsonNode query(JsonNode request) {
        fields(request, Set.of("topK", "vector"), Set.of("namespace", "filter", "includeMetadata", "includeValues"));
        int k = request.path("topK").asInt();
        boolean more = request.path("includeMetadata").asBoolean()
                || request.path("includeValues").asBoolean();
        check(k >= 1 && k <= (more ? 1000 : 10_000), "topK");
        var query = values(request.path("vector"), dimension);
        var answer = JSON.createObjectNode().put("namespace", namespace(request));
        var matches = answer.putArray("matches");
        shown.getOrDefault(namespace(request), Map.of()).entrySet().stream()
                .filter(entry ->
                        !request.has("filter") || passes(entry.getValue().metadata(), request.get("filter")))
                .map(entry ->
                        new Found(entry.getKey(), cosine(query, entry.getValue().values())))
                .sorted(Comparator.comparingDouble(Found::score).reversed())
                .limit(k)
                .forEach(found -> matches.addObject().put("id", found.id()).put("score", (float) found.score()));
        return answer;
    }

    private JsonNode stats(JsonNode request) {
        fields(request, Set.of(), Set.of("filter"));
        var answer = JSON.createObjectNode().put("dimension", dimension).put("metric", metric);
        var all = answer.putObject("namespaces");
        shown.forEach((name, vectors) -> all.putObject(name).put("vectorCount", vectors.size()));
        return answer;
    }

    private static String namespace(JsonNode request) {
        return request.path("namespace").asText("__default__");
    }

    /// The metadata that it has of all vectors of a namespace.
    Set<String> heldFields(String namespace) {
        var names = new HashSet<String>();
        namespaces.get(namespace).values().forEach(stored -> stored.metadata()
                .fieldNames()
                .forEachRemaining(names::add));
        return names;
    }
}
