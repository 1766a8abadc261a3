package dev.sightline.index.s3vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightline.embedding.Vector;
import dev.sightline.index.Batches;
import dev.sightline.index.Capabilities;
import dev.sightline.index.Capabilities.Field;
import dev.sightline.index.EntryKey;
import dev.sightline.index.Hit;
import dev.sightline.index.IndexEntry;
import dev.sightline.index.IndexFilter;
import dev.sightline.index.Kind;
import dev.sightline.index.MetadataFilter;
import dev.sightline.index.VectorIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/// An index of S3 Vectors. Its keys are `image-<id>`, and `image-<id>-<n>` for all but the first of a kind.
final class S3VectorsIndex implements VectorIndex {

    private static final int WINDOW = 100;
    private static final int PAGE = 1000;
    private static final Batches PUT = new Batches(500, 15_000_000);
    private static final Batches DELETE = new Batches(500, 1_000_000);
    private static final Pattern KEY = Pattern.compile("([a-z]+)-([0-9a-f-]{36})(?:-(\\d))?");

    /// The service says that writes are seen at once. Nothing is lost by not relying on it.
    private static final Duration DELAY = Duration.ofSeconds(2);

    private final VectorBucket bucket;
    private final String name;
    private final int dimension;
    private final Capabilities capabilities =
            new Capabilities(WINDOW, false, Set.of(Field.COLLECTION, Field.MEDIA_TYPE, Field.DATE), DELAY);

    S3VectorsIndex(VectorBucket bucket, String name, int dimension) {
        this.bucket = bucket;
        this.name = name;
        this.dimension = dimension;
    }

    @Override
    public void put(Collection<IndexEntry> entries) {
        entries.forEach(entry -> Capabilities.requireDimension(entry.vector(), dimension));
        var latest = new LinkedHashMap<String, String>();
        entries.forEach(entry -> latest.put(key(EntryKey.of(entry)), vector(entry)));
        send("PutVectors", "vectors", PUT, List.copyOf(latest.values()));
    }

    @Override
    public void remove(Collection<UUID> images) {
        send(
                "DeleteVectors",
                "keys",
                DELETE,
                images.stream()
                        .flatMap(EntryKey::all)
                        .map(key -> "\"" + key(key) + "\"")
                        .toList());
    }

    /// @param items as JSON
    private void send(String operation, String field, Batches batches, List<String> items) {
        for (var batch : batches.of(items)) {
            var request = bucket.of(name).toString();
            bucket.write(
                    operation,
                    name,
                    "%s,\"%s\":[%s]}"
                            .formatted(request.substring(0, request.length() - 1), field, String.join(",", batch)));
        }
    }

    private static String vector(IndexEntry entry) {
        var vector = VectorBucket.JSON.createObjectNode().put("key", key(EntryKey.of(entry)));
        vector.putObject("data").set("float32", array(entry.vector()));
        vector.set("metadata", MetadataFilter.metadata(entry));
        return vector.toString();
    }

    private static ArrayNode array(Vector vector) {
        var values = VectorBucket.JSON.createArrayNode();
        for (float value : vector.toArray()) {
            values.add(value);
        }
        return values;
    }

    private static String key(EntryKey key) {
        var first = key.kind().code() + "-" + key.image();
        return key.ordinal() == 0 ? first : first + "-" + key.ordinal();
    }

    private static Optional<EntryKey> parse(String key) {
        var match = KEY.matcher(key);
        return match.matches()
                ? Optional.of(new EntryKey(
                        UUID.fromString(match.group(2)),
                        Kind.of(match.group(1)),
                        match.group(3) == null ? 0 : Integer.parseInt(match.group(3))))
                : Optional.empty();
    }

    @Override
    public List<Hit> nearest(Vector query, Kind kind, IndexFilter filter, int k) {
        capabilities.require(query, dimension, filter, k);
        ObjectNode request = bucket.of(name).put("topK", k).put("returnDistance", true);
        request.putObject("queryVector").set("float32", array(query));
        request.set("filter", MetadataFilter.of(kind, filter));
        var hits = new ArrayList<Hit>();
        for (var found : bucket.read("QueryVectors", name, request).path("vectors")) {
            parse(found.path("key").asText())
                    .map(key -> new Hit(
                            key.image(),
                            key.ordinal(),
                            Math.clamp(1 - found.path("distance").asDouble(), -1, 1),
                            Float.NaN))
                    .ifPresent(hits::add);
        }
        hits.sort(Hit.ORDER);
        return List.copyOf(hits);
    }

    /// The service has no number of them: all keys are listed, a thousand at a time.
    @Override
    public long count() {
        long count = 0;
        String next = null;
        do {
            var request = bucket.of(name).put("maxResults", PAGE);
            if (next != null) {
                request.put("nextToken", next);
            }
            JsonNode page = bucket.read("ListVectors", name, request);
            count += page.path("vectors").size();
            next = page.path("nextToken").asText(null);
        } while (next != null);
        return count;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }
}
