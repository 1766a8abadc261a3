package dev.sightline.index.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.aws.AwsAccess;
import dev.sightline.aws.AwsConfig;
import dev.sightline.index.EngineException;
import dev.sightline.index.EngineHttp;
import dev.sightline.index.EngineSettings;
import dev.sightline.index.Hit;
import dev.sightline.index.Kind;
import dev.sightline.index.RemoteEngine;
import dev.sightline.index.RemoteIndexContract;
import dev.sightline.testing.OpenSearchServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// OpenSearch, a real one.
class OpenSearchContractTest extends RemoteIndexContract {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    protected URI site() {
        return OpenSearchServer.url();
    }

    @Override
    protected RemoteEngine engine(URI url) {
        return engine(url, Map.of());
    }

    private static RemoteEngine engine(URI url, Map<String, String> more) {
        var settings = new HashMap<String, String>();
        settings.put("sightline.index.opensearch.url", url.toString());
        settings.put("sightline.index.opensearch.replicas", "0");
        more.forEach((name, value) -> settings.put("sightline.index.opensearch." + name, value));
        var aws = EngineSettings.read(AwsConfig.class, Map.of());
        return new OpenSearchEngine(EngineSettings.read(OpenSearchConfig.class, settings), aws, new AwsAccess(aws));
    }

    @ParameterizedTest
    @ValueSource(strings = {"l2", "innerproduct", "cosinesimil"})
    void everySpaceGivesTheSameCosines(String space) {
        var index = engine(gate.url(), Map.of("space", space)).create(name(), DIMENSION);
        put(index, entries(50));
        sameAsBruteForce(index, ANY, 50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"l2", "cosinesimil"})
    void anIndexOfOthersIsReadAndNotWritten(String space) throws IOException {
        var name = name();
        send("PUT", "/sightline-" + name, """
                {"settings": {"index.knn": true, "number_of_replicas": 0}, "mappings": {"properties": {
                    "name": {"type": "keyword"}, "type": {"type": "keyword"}, "cluster": {"type": "integer"},
                    "embedding": {"type": "knn_vector", "dimension": 2,
                        "method": {"name": "hnsw", "engine": "lucene", "space_type": "%s"}}}}}""".formatted(space));
        UUID image = UUID.randomUUID();
        send("POST", "/sightline-" + name + "/_bulk", """
                {"index": {}}
                {"name": "%s", "type": "image", "cluster": 3, "embedding": [0.6, 0.8]}
                {"index": {}}
                {"name": "%s", "type": "text", "cluster": 3, "embedding": [1, 0]}
                {"index": {}}
                {"name": "shoes/12.jpg", "type": "image", "cluster": 4, "embedding": [1, 0]}
                """.formatted(image, image));
        send("POST", "/sightline-" + name + "/_refresh", null);

        var index = engine.open(name, 2);

        assertThat(index.nearest(vector(1, 0), Kind.IMAGE, ANY, 10))
                .singleElement()
                .satisfies(hit -> {
                    assertThat(hit.image()).isEqualTo(image);
                    assertThat(hit.cosine()).isCloseTo(0.6, within(1e-4));
                });
        assertThat(index.nearest(vector(1, 0), Kind.TEXT, ANY, 10))
                .extracting(Hit::image)
                .containsExactly(image);
        var mine = List.of(entry(UUID.randomUUID(), Kind.IMAGE, 0, vector(1, 0)));
        assertThatThrownBy(() -> index.put(mine))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("read, and not written");
        assertThatThrownBy(() -> index.remove(List.of(image))).isInstanceOf(EngineException.class);
        assertThatThrownBy(() -> engine.create(name, 2))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("sightline.index.opensearch.prefix");
        assertThat(index.count()).isEqualTo(3);
    }

    @Test
    void anIndexWithoutVectorsIsRefusedAndNotTouched() throws IOException {
        var name = name();
        send("PUT", "/sightline-" + name, """
                {"mappings": {"properties": {"title": {"type": "text"}}}}""");
        var before = send("GET", "/sightline-" + name, null);

        assertThatThrownBy(() -> engine.create(name, 2))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no vectors")
                .hasMessageContaining("Nothing was changed");

        assertThat(send("GET", "/sightline-" + name, null)).isEqualTo(before);
    }

    @Test
    void nothingIsHeldThatChangesOrSaysSomethingOfPeople() throws IOException {
        var name = name();
        put(engine.create(name, DIMENSION), entries(1));
        var fields =
                send("GET", "/sightline-" + name, null).findPath("properties").fieldNames();
        assertThat(fields)
                .toIterable()
                .containsExactlyInAnyOrder(
                        "name", "type", "image", "ordinal", "collection", "media_type", "date", "embedding");
    }

    @Test
    void theAliasMovesToWhatSearchesUse() throws IOException {
        var prefix = "p" + name();
        var some = engine(gate.url(), Map.of("prefix", prefix));
        some.create("one", 2);
        some.create("two", 2);

        some.serve("one");
        assertThat(send("GET", "/_alias/" + prefix, null).fieldNames())
                .toIterable()
                .containsExactly(prefix + "-one");
        some.serve("two");
        some.serve("two");
        assertThat(send("GET", "/_alias/" + prefix, null).fieldNames())
                .toIterable()
                .containsExactly(prefix + "-two");
    }

    @Test
    void faissIsMadeAsTheSettingsSay() throws IOException {
        var name = name();
        engine(gate.url(), Map.of("engine", "faiss", "m", "16", "ef-construction", "99"))
                .create(name, 8);
        var method =
                send("GET", "/sightline-" + name, null).findPath("embedding").path("method");
        assertThat(method.path("engine").asText()).isEqualTo("faiss");
        assertThat(method.path("space_type").asText()).isEqualTo("innerproduct");
        assertThat(method.path("parameters").path("m").asInt()).isEqualTo(16);
        assertThat(method.path("parameters").path("ef_construction").asInt()).isEqualTo(99);
    }

    private JsonNode send(String method, String path, String body) throws IOException {
        var answer = new EngineHttp(Optional.empty())
                .send(
                        method,
                        site().resolve(path),
                        Map.of("content-type", "application/json"),
                        body,
                        Duration.ofSeconds(20));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
