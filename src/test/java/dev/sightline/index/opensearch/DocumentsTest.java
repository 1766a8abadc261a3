package dev.sightline.index.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sightline.embedding.Vector;
import dev.sightline.index.EngineException;
import dev.sightline.index.EngineHttp.Answer;
import dev.sightline.index.IndexEntry;
import dev.sightline.index.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A real OpenSearch fails no item at will, so here its answers to bulk requests are made up.
class DocumentsTest {

    private static final Duration SHORT = Duration.ofMillis(1);

    /// By the image of a document, what its items are answered, one after the other; 201 when none is left.
    private final Map<UUID, List<Integer>> answers = new HashMap<>();

    private final List<List<UUID>> asked = new ArrayList<>();
    private final Documents documents = new Documents(new Cluster(this::bulk, SHORT, SHORT), true, SHORT);
    private final UUID boat = UUID.randomUUID();
    private final UUID cat = UUID.randomUUID();

    private Answer bulk(String method, String path, String type, String body, Duration patience) {
        assertThat(method + " " + path).isEqualTo("POST /pictures/_bulk");
        var images = body.lines()
                .filter(line -> line.contains("embedding"))
                .map(DocumentsTest::image)
                .toList();
        asked.add(images);
        var items = images.stream()
                .map(image -> answers.getOrDefault(image, List.of()).isEmpty()
                        ? 201
                        : answers.get(image).removeFirst())
                .map(status -> "{\"index\": {\"status\": %d%s}}"
                        .formatted(status, status < 300 ? "" : ", \"error\": {\"reason\": \"so it is\"}"))
                .toList();
        return new Answer(200, "{\"items\": [%s]}".formatted(String.join(",", items)));
    }

    private static UUID image(String document) {
        try {
            return UUID.fromString(Cluster.JSON.readTree(document).path("image").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void answer(UUID image, Integer... statuses) {
        answers.put(image, new ArrayList<>(Arrays.asList(statuses)));
    }

    private void put() {
        documents.put("pictures", List.of(entry(boat), entry(cat)));
    }

    private static IndexEntry entry(UUID image) {
        return new IndexEntry(
                image, Kind.IMAGE, 0, Vector.normalised(new float[] {1, 2}), 0, 1, "image/jpeg", Instant.EPOCH);
    }

    @Test
    void onlyWhatFailedForNowIsSentAgain() {
        answer(cat, 429, 503);

        put();

        assertThat(asked).containsExactly(List.of(boat, cat), List.of(cat), List.of(cat));
    }

    @Test
    void whatFailsTooOftenIsSaid() {
        answer(cat, 429, 429, 429, 429, 429);

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(this::put)
                .withMessageContaining("did not take 1 of 2 documents")
                .matches(EngineException::isPassing);
    }

    @Test
    void whatIsRefusedIsNotSentAgain() {
        answer(cat, 400);

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(this::put)
                .withMessageContaining("refuses a document")
                .matches(e -> !e.isPassing());
        assertThat(asked).hasSize(1);
    }
}
