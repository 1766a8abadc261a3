package dev.sightline.index.pinecone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.aws.BackOff;
import dev.sightline.index.EngineException;
import dev.sightline.index.EngineHttp;
import dev.sightline.index.EngineHttp.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The operations of one index of Pinecone. What the service puts off is asked again some times.
final class PineconeApi {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final int ATTEMPTS = 5;
    private static final BackOff WAIT = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(5));

    private final EngineHttp http = new EngineHttp(Optional.empty());
    private final URI host;
    private final Map<String, String> headers;
    private final Duration reading;
    private final Duration writing;

    PineconeApi(URI host, String key, String version, Duration reading, Duration writing) {
        this.host = host;
        this.headers = Map.of("Api-Key", key, "X-Pinecone-API-Version", version, "content-type", "application/json");
        this.reading = reading;
        this.writing = writing;
    }

    JsonNode query(String request) {
        return send("/query", request, reading);
    }

    /// Dimension, metric, and how many vectors each namespace has.
    JsonNode stats() {
        return send("/describe_index_stats", "{}", reading);
    }

    void upsert(String request) {
        send("/vectors/upsert", request, writing);
    }

    void delete(String request) {
        send("/vectors/delete", request, writing);
    }

    private JsonNode send(String path, String request, Duration patience) {
        for (int attempt = 1; ; attempt++) {
            var answer = http.send("POST", host.resolve(path), headers, request, patience);
            if (answer.status() < 300) {
                return json(answer.body());
            }
            boolean passing = answer.status() == 429 || answer.status() >= 500;
            if (!passing || attempt == ATTEMPTS) {
                throw refusal(path, answer, passing);
            }
            EngineHttp.pause(WAIT.after(attempt));
        }
    }

    private static EngineException refusal(String path, Answer answer, boolean passing) {
        var body = json(answer.body());
        var message = "Pinecone refuses %s: %s (%d)."
                .formatted(path, body.path("message").asText("it does not say why"), answer.status());
        if (answer.status() == 401 || answer.status() == 403) {
            return EngineException.refused(message + " Check sightline.index.pinecone.api-key.");
        }
        return passing ? EngineException.away(message, null) : EngineException.refused(message);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
