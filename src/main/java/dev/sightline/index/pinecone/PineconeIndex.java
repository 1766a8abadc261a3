package dev.sightline.index.pinecone;

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
import dev.sightline.index.MissingIndexException;
import dev.sightline.index.VectorIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// A namespace of an index of Pinecone. A namespace is there as long as it has a vector, so one that is no entry marks
/// it.
final class PineconeIndex implements VectorIndex {

    /// Without values and metadata, which nobody asks for.
    private static final int WINDOW = 10_000;

    private static final String MARK = "sightline";
    private static final Batches UPSERT = new Batches(1000, 1_900_000);
    private static final Batches DELETE = new Batches(1000, 1_000_000);
    private static final Duration DELAY = Duration.ofSeconds(60);

    private final PineconeApi api;
    private final String namespace;
    private final int dimension;
    private final Capabilities capabilities =
            new Capabilities(WINDOW, false, Set.of(Field.COLLECTION, Field.MEDIA_TYPE, Field.DATE), DELAY);

    PineconeIndex(PineconeApi api, String namespace, int dimension) {
        this.api = api;
        this.namespace = namespace;
        this.dimension = dimension;
    }

    /// Has the namespace be there, though it has no entries.
    void mark() {
        var first = new float[dimension];
        first[0] = 1;
        var mark = PineconeApi.JSON.createObjectNode().put("id", MARK);
        mark.set("values", array(Vector.normalised(first)));
        mark.putObject("metadata").put("type", MARK);
        send("vectors", UPSERT, List.of(mark.toString()));
    }

    boolean isThere() {
        return api.stats().path("namespaces").has(namespace);
    }

    private void requireThere() {
        if (!isThere()) {
            throw new MissingIndexException(namespace);
        }
    }

    @Override
    public void put(Collection<IndexEntry> entries) {
        entries.forEach(entry -> Capabilities.requireDimension(entry.vector(), dimension));
        requireThere();
        var latest = new LinkedHashMap<EntryKey, String>();
        entries.forEach(entry -> latest.put(EntryKey.of(entry), vector(entry)));
        send("vectors", UPSERT, List.copyOf(latest.values()));
    }

    @Override
    public void remove(Collection<UUID> images) {
        requireThere();
        send(
                "ids",
                DELETE,
                images.stream()
                        .flatMap(EntryKey::all)
                        .map(key -> "\"" + key + "\"")
                        .toList());
    }

    /// @param items as JSON
    private void send(String field, Batches batches, List<String> items) {
        for (var batch : batches.of(items)) {
            var request = "{\"namespace\":\"%s\",\"%s\":[%s]}".formatted(namespace, field, String.join(",", batch));
            if (field.equals("vectors")) {
                api.upsert(request);
            } else {
                api.delete(request);
            }
        }
    }

    private static String vector(IndexEntry entry) {
        var vector =
                PineconeApi.JSON.createObjectNode().put("id", EntryKey.of(entry).toString());
        vector.set("values", array(entry.vector()));
        vector.set("metadata", MetadataFilter.metadata(entry));
        return vector.toString();
    }

    private static ArrayNode array(Vector vector) {
        var values = PineconeApi.JSON.createArrayNode();
        for (float value : vector.toArray()) {
            values.add(value);
        }
        return values;
    }

    @Override
    public List<Hit> nearest(Vector query, Kind kind, IndexFilter filter, int k) {
        capabilities.require(query, dimension, filter, k);
        ObjectNode request = PineconeApi.JSON
                .createObjectNode()
                .put("namespace", namespace)
                .put("topK", k)
                .put("includeMetadata", false);
        request.set("vector", array(query));
        request.set("filter", MetadataFilter.of(kind, filter));
        var hits = new ArrayList<Hit>();
        for (var match : api.query(request.toString()).path("matches")) {
            EntryKey.parse(match.path("id").asText())
                    .map(key -> new Hit(
                            key.image(),
                            key.ordinal(),
                            Math.clamp(match.path("score").asDouble(), -1, 1),
                            Float.NaN))
                    .ifPresent(hits::add);
        }
        if (hits.isEmpty()) {
            // A namespace that is gone finds nothing, and says nothing.
            requireThere();
        }
        hits.sort(Hit.ORDER);
        return List.copyOf(hits);
    }

    @Override
    public long count() {
        requireThere();
        return api.stats()
                        .path("namespaces")
                        .path(namespace)
                        .path("vectorCount")
                        .asLong()
                - 1;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }
}
