package dev.sightline.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.index.Capabilities.Field;
import dev.sightline.index.EngineException;
import java.util.EnumSet;
import java.util.Set;

/// What an index is like, read from its settings and mappings. One that others made may have nothing but names,
/// types and vectors: it can be searched, and is not written to.
///
/// @param collections whether entries say of which collection they are; those of others are all of one
/// @param ours        whether it is as Sightline makes it
record Layout(int dimension, Similarity similarity, Set<Field> filters, boolean collections, boolean ours) {

    private static final String LIBRARY_OF_OLD = "nmslib";
    private static final String LIBRARY = "faiss";

    /// @param index `settings` and `mappings`, as `GET /index` has them
    /// @throws EngineException if its vectors cannot be compared, or have another dimension
    static Layout read(String name, JsonNode index, int dimension) {
        var fields = index.path("mappings").path("properties");
        var embedding = fields.path("embedding");
        require(
                embedding.path("type").asText().equals("knn_vector"),
                "The index %s has no vectors in a field embedding.".formatted(name));
        require(
                embedding.path("dimension").asInt() == dimension,
                "The vectors of the index %s have %d dimensions, not %d."
                        .formatted(name, embedding.path("dimension").asInt(), dimension));
        return new Layout(
                dimension,
                similarity(embedding, index.path("settings").path("index")),
                filters(fields),
                fields.has("collection"),
                index.path("mappings").path("_meta").path("sightline").asBoolean());
    }

    private static Similarity similarity(JsonNode embedding, JsonNode settings) {
        var method = embedding.path("method");
        var old = settings.path("knn").path("space_type");
        var space =
                method.path("space_type").asText(embedding.path("space_type").asText(old.asText("l2")));
        return Similarity.of(method.path("engine").asText(old.isMissingNode() ? LIBRARY : LIBRARY_OF_OLD), space);
    }

    private static Set<Field> filters(JsonNode fields) {
        var filters = EnumSet.of(Field.COLLECTION);
        if (fields.has("media_type")) {
            filters.add(Field.MEDIA_TYPE);
        }
        if (fields.has("date")) {
            filters.add(Field.DATE);
        }
        return filters;
    }

    private static void require(boolean isRight, String otherwise) {
        if (!isRight) {
            throw EngineException.foreign(otherwise + " Nothing was changed in it.");
        }
    }
}
