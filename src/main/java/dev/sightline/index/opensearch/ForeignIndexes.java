package dev.sightline.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightline.index.EngineException;
import dev.sightline.index.MissingIndexException;
import dev.sightline.index.opensearch.OpenSearchConfig.Service;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Indexes that another system made in OpenSearch, read from the first document to the last, whichever engine Sightline
/// uses itself. Nothing is written to them.
@ApplicationScoped
public class ForeignIndexes {

    private static final Logger LOG = Logger.getLogger(ForeignIndexes.class);

    /// How long OpenSearch keeps a place between two pages.
    private static final Duration KEPT = Duration.ofMinutes(5);

    /// Of a page at most: some megabytes of JSON.
    private static final int VALUES = 300_000;

    private static final int DOCUMENTS = 500;

    private final OpenSearchEngine engine;
    private final OpenSearchConfig config;

    ForeignIndexes(OpenSearchEngine engine, OpenSearchConfig config) {
        this.engine = engine;
        this.config = config;
    }

    /// @param id     by which OpenSearch knows it
    /// @param name   or null
    /// @param image  the id of an image, as whoever made the index calls it, or null
    /// @param type   `image`, `text` or `combined`, anything else, or null
    /// @param vector of any length; without values if the document does not show it
    public record Document(String id, String name, String image, String type, float[] vector) {

        /// What does not say what it is of is of a picture.
        public boolean isOfImage() {
            return type == null || type.equals("image");
        }
    }

    /// @param total of the documents of the index, when its first page was read
    /// @param next  where the next page begins, or null if this is the last one
    public record Page(List<Document> documents, long total, Place next) {}

    /// @param scroll by which OpenSearch knows it
    /// @param seen   how many documents are before it
    public record Place(String scroll, long seen) {}

    /// The first documents, in no particular order.
    ///
    /// @param index     its name, or an alias of it alone; of letters, digits and `._-`
    /// @param dimension that its vectors have to have
    /// @throws EngineException       if it cannot be read, or its vectors are of another dimension
    /// @throws MissingIndexException if there is none of this name
    public Page first(String index, int dimension) {
        requireSetUp();
        Layout.read(index, engine.cluster().describe(index), dimension);
        var size = Math.clamp(VALUES / dimension, 1, DOCUMENTS);
        return page(index, engine.cluster().scroll(index, query(size), KEPT), 0);
    }

    /// The documents from a place on. Each page can be read once: OpenSearch has moved on then, even if its answer was
    /// lost.
    ///
    /// @return empty if the place is no longer kept, or a page before it was lost
    public Optional<Page> next(String index, Place place) {
        requireSetUp();
        return engine.cluster()
                .scrolled(index, place.scroll(), KEPT)
                .map(answer -> page(index, answer, place.seen()))
                // A page was asked for, so there was more.
                .filter(page -> !page.documents().isEmpty());
    }

    /// Has a place be kept no longer. If that fails, it ends by itself.
    public void leave(String index, Place place) {
        try {
            engine.cluster().endScroll(index, place.scroll());
        } catch (EngineException e) {
            LOG.infof("The place in the index %s is kept for some minutes: %s", index, e.getMessage());
        }
    }

    private void requireSetUp() {
        engine.lacking().ifPresent(what -> {
            throw EngineException.unset("The index is in OpenSearch, which is not set up. " + what);
        });
        if (config.service() == Service.AOSS) {
            throw EngineException.refused(
                    "A collection of OpenSearch Serverless has no scroll, so that not all of its documents can be read."
                            + " Copy the index to a domain first.");
        }
    }

    private static ObjectNode query(int size) {
        var query = Cluster.JSON.createObjectNode().put("size", size).put("track_total_hits", true);
        query.putArray("_source").add("name").add("type").add("image").add("embedding");
        query.putArray("sort").add("_doc");
        return query;
    }

    private Page page(String index, JsonNode answer, long before) {
        var documents = new ArrayList<Document>();
        answer.path("hits").path("hits").forEach(hit -> documents.add(document(hit)));
        var total = answer.path("hits").path("total").path("value").asLong();
        var next = new Place(answer.path("_scroll_id").asText(), before + documents.size());
        var shards = answer.path("_shards");
        boolean isWhole = shards.path("failed").asInt() == 0;
        boolean isMore = next.seen() < total && !documents.isEmpty();
        if (!isWhole || !isMore) {
            leave(index, next);
        }
        if (!isWhole) {
            throw EngineException.away(
                    "OpenSearch could not read the whole index %s: %d of its %d shards did not answer."
                            .formatted(
                                    index,
                                    shards.path("failed").asInt(),
                                    shards.path("total").asInt()),
                    null);
        }
        return new Page(documents, total, isMore ? next : null);
    }

    private static Document document(JsonNode hit) {
        var source = hit.path("_source");
        return new Document(
                hit.path("_id").asText(),
                source.path("name").asText(null),
                source.path("image").asText(null),
                source.path("type").asText(null),
                values(source.path("embedding")));
    }

    private static float[] values(JsonNode embedding) {
        var values = new float[embedding.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = embedding.get(i).isNumber() ? embedding.get(i).floatValue() : Float.NaN;
        }
        return values;
    }
}
