package dev.sightline.index.s3vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.sightline.aws.SignatureCheck;
import dev.sightline.index.StubEngine;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// S3 Vectors, as its documentation says it is: operations, fields, limits, signatures, refusals.
final class StubS3Vectors extends StubEngine {

    static final String REGION = "eu-central-1";
    static final String ACCESS_KEY = "AKIDEXAMPLE";
    static final String SECRET_KEY = "wJalrXUtnFEMI";

    private static final int MEGABYTE = 1 << 20;

    private final Set<String> buckets = ConcurrentHashMap.newKeySet();
    private final Map<String, Index> indexes = new ConcurrentHashMap<>();

    private record Index(JsonNode made, Map<String, Stored> vectors) {

        int dimension() {
            return made.path("dimension").asInt();
        }
    }

    private record Stored(float[] values, JsonNode metadata) {}

    private record Found(String key, double distance) {}

    @Override
    protected Refusal tooMany() {
        return new Refusal(429, "TooManyRequestsException", "Too many requests.");
    }

    @Override
    protected JsonNode refusal(String type, String message) {
        return JSON.createObjectNode().put("__type", type).put("message", message);
    }

    @Override
    protected JsonNode answer(HttpExchange exchange, byte[] body) throws IOException {
        SignatureCheck.wrong(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        exchange.getRequestHeaders(),
                        body,
                        "s3vectors",
                        REGION,
                        ACCESS_KEY,
                        SECRET_KEY)
                .ifPresent(what -> {
                    throw new Refusal(403, "AccessDeniedException", what);
                });
        check(exchange.getRequestMethod().equals("POST"), "POST is wanted");
        check(body.length <= 20 * MEGABYTE, "a request of more than 20 MiB");
        var request = JSON.readTree(body);
        return switch (exchange.getRequestURI().getPath()) {
            case "/CreateVectorBucket" -> createBucket(request);
            case "/CreateIndex" -> createIndex(request);
            case "/GetIndex" -> getIndex(request);
            case "/DeleteIndex" -> deleteIndex(request);
            case "/PutVectors" -> put(request);
            case "/DeleteVectors" -> delete(request);
            case "/QueryVectors" -> query(request);
            case "/ListVectors" -> list(request);
            default ->
                throw new Refusal(
                        404,
                        "UnknownOperationException",
                        exchange.getRequestURI().getPath());
        };
    }

    private JsonNode createBucket(JsonNode request) {
        fields(request, Set.of("vectorBucketName"), Set.of("encryptionConfiguration", "tags"));
        check(request.path("vectorBucketName").asText().matches("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]"), "a bucket's name");
        if (!buckets.add(request.path("vectorBucketName").asText())) {
            throw new Refusal(409, "ConflictException", "The bucket exists.");
        }
        return JSON.createObjectNode();
    }

    private JsonNode createIndex(JsonNode request) {
        fields(
                request,
                Set.of("vectorBucketName", "indexName", "dataType", "dimension", "distanceMetric"),
                Set.of("metadataConfiguration", "encryptionConfiguration", "tags"));
        check(request.path("indexName").asText().matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"), "an index's name");
        check(request.path("dataType").asText().equals("float32"), "a data type");
        check(request.path("dimension").isInt(), "a dimension");
        check(
                request.path("dimension").asInt() >= 1
                        && request.path("dimension").asInt() <= 4096,
                "1 to 4096");
        check(
                Set.of("cosine", "euclidean")
                        .contains(request.path("distanceMetric").asText()),
                "a metric");
        check(request.at("/metadataConfiguration/nonFilterableMetadataKeys").size() <= 10, "at most 10 keys");
        if (!buckets.contains(request.path("vectorBucketName").asText())) {
            throw new Refusal(404, "NotFoundException", "There is no such bucket.");
        }
        if (indexes.putIfAbsent(name(request), new Index(request, new ConcurrentSkipListMap<>())) != null) {
            throw new Refusal(409, "ConflictException", "The index exists.");
        }
        return JSON.createObjectNode();
    }

    private JsonNode getIndex(JsonNode request) {
        fields(request, Set.of("vectorBucketName", "indexName"), Set.of());
        return JSON.createObjectNode().set("index", index(request).made());
    }

    private JsonNode deleteIndex(JsonNode request) {
        fields(request, Set.of("vectorBucketName", "indexName"), Set.of());
        index(request);
        indexes.remove(name(request));
        return JSON.createObjectNode();
    }

    private JsonNode put(JsonNode request) {
        fields(request, Set.of("vectorBucketName", "indexName", "vectors"), Set.of());
        var index = index(request);
        var vectors = request.path("vectors");
        check(!vectors.isEmpty() && vectors.size() <= 500, "1 to 500 vectors");
        var put = new TreeMap<String, Stored>();
        for (var vector : vectors) {
            fields(vector, Set.of("key", "data"), Set.of("metadata"));
            fields(vector.path("data"), Set.of("float32"), Set.of());
            var key = vector.path("key").asText();
            check(!key.isEmpty() && key.length() <= 1024, "a key of 1 to 1024 characters");
            metadata(vector.path("metadata"), index);
            var stored =
                    new Stored(values(vector.path("data").path("float32"), index.dimension()), vector.path("metadata"));
            check(put.put(key, stored) == null, "the same key twice");
        }
        index.vectors().putAll(put);
        return JSON.createObjectNode();
    }

    private static void metadata(JsonNode metadata, Index index) {
        check(metadata.size() <= 50, "at most 50 keys");
        check(metadata.toString().length() <= 40 * 1024, "at most 40 KB");
        var hidden = new HashSet<String>();
        index.made().at("/metadataConfiguration/nonFilterableMetadataKeys").forEach(key -> hidden.add(key.asText()));
        int filterable = 0;
        for (var field : metadata.properties()) {
            filterable += hidden.contains(field.getKey())
                    ? 0
                    : field.getKey().length() + field.getValue().toString().length();
        }
        check(filterable <= 2048, "at most 2 KB to filter by");
    }

    private JsonNode delete(JsonNode request) {
        fields(request, Set.of("vectorBucketName", "indexName", "keys"), Set.of());
        var index = index(request);
        check(!request.path("keys").isEmpty() && request.path("keys").size() <= 500, "1 to 500 keys");
        request.path("keys").forEach(key -> index.vectors().remove(key.asText()));
        return JSON.createObjectNode();
    }

    private JsonNode query(JsonNode request) {
        fields(
                request,
                Set.of("vectorBucketName", "indexName", "topK", "queryVector"),
                Set.of("filter", "returnMetadata", "returnDistance"));
        var index = index(request);
        int k = request.path("topK").asInt();
        check(k >= 1 && k <= 100, "topK of 1 to 100");
        fields(request.path("queryVector"), Set.of("float32"), Set.of());
        var query = values(request.path("queryVector").path("float32"), index.dimension());
        var answer = JSON.createObjectNode().put("distanceMetric", "cosine");
        var list = answer.putArray("vectors");
        index.vectors().entrySet().stream()
                .filter(entry ->
                        !request.has("filter") || passes(entry.getValue().metadata(), request.get("filter")))
                .map(entry -> new Found(
                        entry.getKey(), 1 - cosine(query, entry.getValue().values())))
                .sorted(Comparator.comparingDouble(Found::distance))
                .limit(k)
                .forEach(found -> {
                    var one = list.addObject().put("key", found.key());
                    if (request.path("returnDistance").asBoolean()) {
                        one.put("distance", (float) found.distance());
                    }
                });
        return answer;
    }

    private JsonNode list(JsonNode request) {
        fields(
                request,
                Set.of("vectorBucketName", "indexName"),
                Set.of("maxResults", "nextToken", "returnData", "returnMetadata", "segmentCount", "segmentIndex"));
        var index = index(request);
        int most = request.path("maxResults").asInt(500);
        check(most >= 1 && most <= 1000, "1 to 1000 results");
        var keys = index.vectors().keySet().stream()
                .filter(key -> key.compareTo(request.path("nextToken").asText("")) > 0)
                .limit(most)
                .toList();
        var answer = JSON.createObjectNode();
        var list = answer.putArray("vectors");
        keys.forEach(key -> list.addObject().put("key", key));
        if (keys.size() == most) {
            answer.put("nextToken", keys.getLast());
        }
        return answer;
    }

    private Index index(JsonNode request) {
        var index = indexes.get(name(request));
        if (index == null) {
            throw new Refusal(404, "NotFoundException", "There is no such index.");
        }
        return index;
    }

    /// The metadata that it has of all vectors of an index.
    Set<String> heldFields(String index) {
        var names = new HashSet<String>();
        indexes.forEach((name, one) -> {
            if (name.endsWith("/" + index)) {
                one.vectors()
                        .values()
                        .forEach(stored -> stored.metadata().fieldNames().forEachRemaining(names::add));
            }
        });
        return names;
    }

    private static String name(JsonNode request) {
        return request.path("vectorBucketName").asText() + "/"
                + request.path("indexName").asText();
    }
}
