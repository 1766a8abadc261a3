package dev.sightline.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightline.embedding.Vector;
import dev.sightline.index.Capabilities;
import dev.sightline.index.Capabilities.Field;
import dev.sightline.index.EngineException;
import dev.sightline.index.Hit;
import dev.sightline.index.IndexEntry;
import dev.sightline.index.IndexFilter;
import dev.sightline.index.Kind;
import dev.sightline.index.Micros;
import dev.sightline.index.MissingIndexException;
import dev.sightline.index.VectorIndex;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// An index of OpenSearch's k-NN. What it holds of an entry never changes: which image, kind and ordinal,
/// collection, media type, date, vector.
final class OpenSearchIndex implements VectorIndex {

    /// `index.max_result_window`, as it is by default.
    private static final int WINDOW = 10_000;

    private final Cluster cluster;
    private final String name;
    private final Layout layout;
    private final Documents documents;
    private final Capabilities capabilities;
    private final int efSearch;

    /// @param documents how they are replaced and removed
    /// @param delay     after which what was written is found
    /// @param efSearch  candidates that a search looks at, if more than it asks for
    OpenSearchIndex(Cluster cluster, String name, Layout layout, Documents documents, Duration delay, int efSearch) {
        this.cluster = cluster;
        this.name = name;
        this.layout = layout;
        this.documents = documents;
        this.efSearch = efSearch;
        this.capabilities = new Capabilities(WINDOW, false, layout.filters(), delay);
    }

    @Override
    public void put(Collection<IndexEntry> entries) {
        entries.forEach(entry -> Capabilities.requireDimension(entry.vector(), layout.dimension()));
        requireOurs();
        var latest = new LinkedHashMap<Object, IndexEntry>();
        entries.forEach(entry -> latest.put(List.of(entry.image(), entry.kind(), entry.ordinal()), entry));
        documents.put(name, latest.values());
    }

    @Override
    public void remove(Collection<UUID> images) {
        requireOurs();
        documents.remove(name, images);
    }

    /// A bulk request would make an index that is not there, and not as it has to be.
    private void requireOurs() {
        if (!layout.ours()) {
            throw EngineException.foreign(
                    "The index %s was made by somebody else: it is read, and not written to.".formatted(name));
        }
        if (!cluster.isThere(name)) {
            throw new MissingIndexException(name);
        }
    }

    @Override
    public List<Hit> nearest(Vector query, Kind kind, IndexFilter filter, int k) {
        capabilities.require(query, layout.dimension(), filter, k);
        var found =
                cluster.search(name, query(query, kind, filter, k)).path("hits").path("hits");
        var hits = new LinkedHashMap<Object, Hit>();
        stream(found)
                .flatMap(hit -> hit(hit).stream())
                .sorted(Hit.ORDER)
                // Written twice and not yet removed once: the same vector.
                .forEach(hit -> hits.putIfAbsent(List.of(hit.image(), hit.ordinal()), hit));
        return List.copyOf(hits.values());
    }

    private ObjectNode query(Vector query, Kind kind, IndexFilter filter, int k) {
        var search = Cluster.JSON.createObjectNode();
        search.put("size", k).put("track_total_hits", false);
        search.putArray("_source").add("image").add("name").add("ordinal");
        var knn = search.putObject("query").putObject("knn").putObject("embedding");
        knn.set("vector", array(query));
        knn.put("k", k);
        knn.putObject("method_parameters").put("ef_search", Math.max(k, efSearch));
        var conditions = knn.putObject("filter").putObject("bool").putArray("filter");
        term(conditions, "type", kind.code());
        if (layout.collections()) {
            term(conditions, "collection", filter.collection());
        }
        if (filter.fields().contains(Field.MEDIA_TYPE)) {
            var types = conditions.addObject().putObject("terms").putArray("media_type");
            filter.mediaTypes().forEach(types::add);
        }
        if (filter.fields().contains(Field.DATE)) {
            var range = conditions.addObject().putObject("range").putObject("date");
            if (filter.from() != null) {
                range.put("gte", Micros.of(filter.from()));
            }
            if (filter.before() != null) {
                range.put("lt", Micros.of(filter.before()));
            }
        }
        return search;
    }

    private static void term(ArrayNode conditions, String field, Object value) {
        conditions.addObject().putObject("term").putPOJO(field, value);
    }

    static ArrayNode array(Vector vector) {
        var values = Cluster.JSON.createArrayNode();
        for (float value : vector.toArray()) {
            values.add(value);
        }
        return values;
    }

    /// Documents of others name their image by `name` alone.
    private Optional<Hit> hit(JsonNode hit) {
        var source = hit.path("_source");
        return image(source.path("image").asText(source.path("name").asText()))
                .map(image -> new Hit(
                        image,
                        source.path("ordinal").asInt(),
                        layout.similarity().cosine(hit.path("_score").asDouble()),
                        Float.NaN));
    }

    private static Optional<UUID> image(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @Override
    public long count() {
        return cluster.count(name).path("count").asLong();
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }
}
