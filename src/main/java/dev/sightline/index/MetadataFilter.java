package dev.sightline.index;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightline.index.Capabilities.Field;

/// Kind and filter in the operators that S3 Vectors and Pinecone share, and what they ask for as metadata of an entry:
/// only
/// what never changes and says nothing of people.
public final class MetadataFilter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private MetadataFilter() {}

    /// `{"$and": [{"type": {"$eq": "image"}}, …]}`
    public static ObjectNode of(Kind kind, IndexFilter filter) {
        var all = JSON.createObjectNode();
        var conditions = all.putArray("$and");
        conditions.addObject().putObject("type").put("$eq", kind.code());
        conditions.addObject().putObject("collection").put("$eq", filter.collection());
        if (filter.fields().contains(Field.MEDIA_TYPE)) {
            var types = conditions.addObject().putObject("media_type").putArray("$in");
            filter.mediaTypes().forEach(types::add);
        }
        if (filter.from() != null) {
            conditions.addObject().putObject("date").put("$gte", Micros.of(filter.from()));
        }
        if (filter.before() != null) {
            conditions.addObject().putObject("date").put("$lt", Micros.of(filter.before()));
        }
        return all;
    }

    public static ObjectNode metadata(IndexEntry entry) {
        return JSON.createObjectNode()
                .put("type", entry.kind().code())
                .put("image", entry.image().toString())
                .put("collection", entry.collection())
                .put("media_type", entry.mediaType())
                .put("date", Micros.of(entry.date()));
    }
}
