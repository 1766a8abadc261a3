package dev.sightline.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightline.aws.BackOff;
import dev.sightline.index.Batches;
import dev.sightline.index.EngineException;
import dev.sightline.index.EngineHttp;
import dev.sightline.index.EntryKey;
import dev.sightline.index.IndexEntry;
import dev.sightline.index.Micros;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/// Writes documents in bulk, an operation being one line or two. Of a bulk request each item succeeds or fails by
/// itself; only those that failed for a reason that passes are sent again.
final class Documents {

    /// A request of a small instance of the managed service is at most 10 MB.
    private static final Batches REQUEST = new Batches(10_000, 5_000_000);

    private static final int ATTEMPTS = 5;
    private static final int SOME = 10_000;

    private final Cluster cluster;
    private final boolean named;
    private final BackOff wait;

    /// @param named whether documents can be given an id: serverless collections draw one for each
    /// @param first to wait before items are sent again; it doubles with each attempt
    Documents(Cluster cluster, boolean named, Duration first) {
        this.cluster = cluster;
        this.named = named;
        this.wait = new BackOff(first, first.multipliedBy(1 << ATTEMPTS));
    }

    /// @throws EngineException if an item is refused, or fails too often
    void put(String index, Collection<IndexEntry> entries) {
        if (!named) {
            remove(index, entries.stream().map(IndexEntry::image).collect(Collectors.toSet()));
        }
        send(index, entries.stream().map(this::item).toList());
    }

    void remove(String index, Collection<UUID> images) {
        if (named) {
            // What was written a moment ago is to be found.
            cluster.refresh(index);
        }
        List<String> ids;
        do {
            ids = ids(index, images);
            send(index, ids.stream().map(Documents::deletion).toList());
            if (named) {
                cluster.refresh(index);
            }
        } while (ids.size() == SOME && named);
    }

    private List<String> ids(String index, Collection<UUID> images) {
        var search = Cluster.JSON.createObjectNode();
        search.put("size", SOME).put("_source", false);
        var terms = search.putObject("query").putObject("terms").putArray("image");
        images.forEach(image -> terms.add(image.toString()));
        var ids = new ArrayList<String>();
        cluster.search(index, search)
                .path("hits")
                .path("hits")
                .forEach(hit -> ids.add(hit.path("_id").asText()));
        return ids;
    }

    private String item(IndexEntry entry) {
        var action = Cluster.JSON.createObjectNode();
        var index = action.putObject("index");
        if (named) {
            index.put("_id", EntryKey.of(entry).toString());
        }
        return action + "\n" + document(entry) + "\n";
    }

    private static String deletion(String id) {
        var action = Cluster.JSON.createObjectNode();
        action.putObject("delete").put("_id", id);
        return action + "\n";
    }

    /// Only what never changes and says nothing of people.
    private static ObjectNode document(IndexEntry entry) {
        var document = Cluster.JSON.createObjectNode();
        document.put("name", EntryKey.of(entry).toString())
                .put("type", entry.kind().code())
                .put("image", entry.image().toString())
                .put("ordinal", entry.ordinal())
                .put("collection", entry.collection())
                .put("media_type", entry.mediaType())
                .put("date", Micros.of(entry.date()));
        document.set("embedding", OpenSearchIndex.array(entry.vector()));
        return document;
    }

    private void send(String index, List<String> items) {
        for (var batch : REQUEST.of(items)) {
            sendAll(index, batch);
        }
    }

    private void sendAll(String index, List<String> items) {
        var left = items;
        for (int attempt = 1; !left.isEmpty(); attempt++) {
            var answer = cluster.bulk(index, String.join("", left));
            var failed = failed(left, answer);
            if (failed.isEmpty()) {
                return;
            }
            if (attempt == ATTEMPTS) {
                throw EngineException.away(
                        "OpenSearch did not take %d of %d documents: %s."
                                .formatted(failed.size(), items.size(), reason(answer)),
                        null);
            }
            left = failed;
            EngineHttp.pause(wait.after(attempt));
        }
    }

    /// Those that are to be sent again.
    private static List<String> failed(List<String> items, JsonNode answer) {
        var failed = new ArrayList<String>();
        var results = answer.path("items");
        if (results.size() != items.size()) {
            throw EngineException.refused(
                    "OpenSearch answers %d of %d items of a bulk request.".formatted(results.size(), items.size()));
        }
        for (int i = 0; i < items.size(); i++) {
            var result = results.get(i).elements().next();
            int status = result.path("status").asInt();
            if (status == 429 || status >= 500) {
                failed.add(items.get(i));
            } else if (result.has("error")) {
                throw EngineException.refused("OpenSearch refuses a document: %s (%d)."
                        .formatted(result.path("error").path("reason").asText(), status));
            }
        }
        return failed;
    }

    private static String reason(JsonNode answer) {
        return answer.findPath("error").path("reason").asText("it does not say why");
    }
}
