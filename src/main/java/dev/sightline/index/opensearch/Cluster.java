package dev.sightline.index.opensearch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.index.EngineException;
import dev.sightline.index.EngineHttp.Answer;
import dev.sightline.index.MissingIndexException;
import java.time.Duration;
import java.util.Optional;

/// What is asked of OpenSearch, and its refusals as exceptions.
final class Cluster {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final String LINES = "application/x-ndjson";
    private static final String ONE = "application/json";

    private final Transport transport;
    private final Duration reading;
    private final Duration writing;

    /// @param reading how long to wait for an answer of a search
    /// @param writing of anything else
    Cluster(Transport transport, Duration reading, Duration writing) {
        this.transport = transport;
        this.reading = reading;
        this.writing = writing;
    }

    /// @throws MissingIndexException if the index is not there
    JsonNode search(String index, JsonNode query) {
        return read(index, transport.send("POST", "/" + index + "/_search", ONE, query.toString(), reading));
    }

    JsonNode count(String index) {
        return read(index, transport.send("GET", "/" + index + "/_count", ONE, null, reading));
    }

    /// @param lines each ended by a line feed
    JsonNode bulk(String index, String lines) {
        return read(index, transport.send("POST", "/" + index + "/_bulk", LINES, lines, writing));
    }

    void refresh(String index) {
        read(index, transport.send("POST", "/" + index + "/_refresh", ONE, null, writing));
    }

    /// The first documents of an index as it is now, with a `_scroll_id` by which the next ones are read.
    ///
    /// @param kept how long it is kept for that
    /// @throws MissingIndexException if the index is not there
    JsonNode scroll(String index, JsonNode query, Duration kept) {
        var path = "/%s/_search?scroll=%ds".formatted(index, kept.toSeconds());
        return read(index, transport.send("POST", path, ONE, query.toString(), writing));
    }

    /// The next documents; empty if the place is no longer kept.
    Optional<JsonNode> scrolled(String index, String scroll, Duration kept) {
        var asked =
                JSON.createObjectNode().put("scroll", kept.toSeconds() + "s").put("scroll_id", scroll);
        var answer = transport.send("POST", "/_search/scroll", ONE, asked.toString(), writing);
        return answer.status() == 400 || answer.status() == 404 ? Optional.empty() : Optional.of(read(index, answer));
    }

    /// Has a place be kept no longer.
    void endScroll(String index, String scroll) {
        var place = JSON.createObjectNode().put("scroll_id", scroll);
        var answer = transport.send("DELETE", "/_search/scroll", ONE, place.toString(), reading);
        if (answer.status() != 404) {
            read(index, answer);
        }
    }

    /// Settings and mappings.
    ///
    /// @throws MissingIndexException if the index is not there
    /// @throws EngineException if the name stands for several
    JsonNode describe(String index) {
        var described = read(index, transport.send("GET", "/" + index, ONE, null, reading));
        if (described.size() > 1) {
            throw EngineException.foreign(
                    "The name %s stands for %d indexes. Name one of them.".formatted(index, described.size()));
        }
        return described.elements().next();
    }

    void create(String index, JsonNode settings) {
        read(index, transport.send("PUT", "/" + index, ONE, settings.toString(), writing));
    }

    boolean isThere(String index) {
        var answer = transport.send("HEAD", "/" + index, ONE, null, reading);
        if (answer.status() == 404) {
            return false;
        }
        read(index, new Answer(answer.status(), "{}"));
        return true;
    }

    void delete(String index) {
        var answer = transport.send("DELETE", "/" + index, ONE, null, writing);
        if (answer.status() != 404) {
            read(index, answer);
        }
    }

    /// Has an alias name this index and no other that it named.
    void alias(String alias, String index) {
        var actions = JSON.createObjectNode();
        var list = actions.putArray("actions");
        list.addObject()
                .putObject("remove")
                .put("index", alias + "-*")
                .put("alias", alias)
                .put("must_exist", false);
        list.addObject().putObject("add").put("index", index).put("alias", alias);
        read(index, transport.send("POST", "/_aliases", ONE, actions.toString(), writing));
    }

    private static JsonNode read(String index, Answer answer) {
        if (answer.status() >= 300) {
            throw refusal(index, answer);
        }
        return json(answer.body());
    }

    private static RuntimeException refusal(String index, Answer answer) {
        var body = json(answer.body());
        var error = body.path("error");
        var type = error.path("type").asText();
        var reason = error.path("reason").asText(body.path("message").asText("it does not say why"));
        if (type.equals("index_not_found_exception")) {
            return new MissingIndexException(index);
        }
        var message =
                "OpenSearch refuses: %s (%d%s).".formatted(reason, answer.status(), type.isEmpty() ? "" : ", " + type);
        if (answer.status() == 401 || answer.status() == 403) {
            return EngineException.refused(message
                    + " Check sightline.index.opensearch.username and .password, or that the credentials of Sightline may"
                    + " use es:ESHttp* or aoss:APIAccessAll and the collection's data access policy names them.");
        }
        return answer.status() == 429 || answer.status() >= 500
                ? EngineException.away(message, null)
                : EngineException.refused(message);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
