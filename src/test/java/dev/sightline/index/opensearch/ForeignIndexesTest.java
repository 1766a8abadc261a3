package dev.sightline.index.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.sightline.aws.AwsAccess;
import dev.sightline.aws.AwsConfig;
import dev.sightline.aws.SignatureCheck;
import dev.sightline.index.EngineException;
import dev.sightline.index.EngineHttp;
import dev.sightline.index.EngineHttp.Answer;
import dev.sightline.index.EngineSettings;
import dev.sightline.index.MissingIndexException;
import dev.sightline.index.opensearch.ForeignIndexes.Document;
import dev.sightline.index.opensearch.ForeignIndexes.Page;
import dev.sightline.testing.OpenSearchServer;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Indexes of others, in a real OpenSearch.
class ForeignIndexesTest {

    private static final Map<String, String> AWS = Map.of(
            "sightline.aws.region", "eu-central-1",
            "sightline.aws.access-key", "AKIDEXAMPLE",
            "sightline.aws.secret-key", "wJalrXUtnFEMI");

    private final ForeignIndexes indexes = indexes(OpenSearchServer.url(), Map.of());
    private final String name = "pictures-" + UUID.randomUUID();

    @Test
    void everyDocumentIsReadOnceAndThePlaceIsGivenBack() {
        made(2, 2);
        filled(1001);

        var first = indexes.first(name, 2);
        var second = indexes.next(name, first.next()).orElseThrow();
        var last = indexes.next(name, second.next()).orElseThrow();

        assertThat(List.of(first, second, last))
                .extracting(page -> page.documents().size())
                .containsExactly(500, 500, 1);
        assertThat(first.total()).isEqualTo(1001);
        assertThat(last.next()).isNull();
        var names = new TreeSet<String>();
        List.of(first, second, last)
                .forEach(page -> page.documents().stream().map(Document::name).forEach(names::add));
        assertThat(names).hasSize(1001);
        assertThat(isKept(second)).isFalse();
    }

    @Test
    void aDocumentIsReadAsItIs() {
        made(2, 1);
        send("POST", "/" + name + "/_bulk?refresh=true", """
                {"index": {"_id": "a"}}
                {"name": "shoes/12.jpg", "type": "image", "cluster": 4, "embedding": [3, -4.5]}
                {"index": {"_id": "b"}}
                {"image": "12", "embedding": [1, 0]}
                {"index": {"_id": "c"}}
                {"name": "12.jpg", "type": "text"}
                """);

        var documents = indexes.first(name, 2).documents();

        assertThat(documents)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyInAnyOrder(
                        new Document("a", "shoes/12.jpg", null, "image", new float[] {3, -4.5f}),
                        new Document("b", null, "12", null, new float[] {1, 0}),
                        new Document("c", "12.jpg", null, "text", new float[0]));
        assertThat(documents)
                .filteredOn(Document::isOfImage)
                .extracting(Document::id)
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aPlaceThatIsNoLongerKeptIsSaid() {
        made(2, 1);
        filled(501);
        var first = indexes.first(name, 2);

        indexes.leave(name, first.next());

        assertThat(indexes.next(name, first.next())).isEmpty();
        assertThat(indexes.next(name, new ForeignIndexes.Place("no place", 1))).isEmpty();
        indexes.leave(name, first.next());
    }

    /// OpenSearch moves on with each request; whoever did not get its answer cannot get it again.
    @Test
    void aPageThatWasLostIsNotPassedOver() {
        made(2, 1);
        filled(1001);
        var first = indexes.first(name, 2);
        indexes.next(name, first.next());

        var again = indexes.next(name, first.next()).orElseThrow();

        assertThat(again.documents()).hasSize(1);
        assertThat(indexes.next(name, again.next())).isEmpty();
    }

    @Test
    void whatCannotBeReadIsRefusedAtOnce() {
        made(2, 1);
        assertThatThrownBy(() -> indexes.first(name, 3))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("have 2 dimensions, not 3");
        assertThatThrownBy(() -> indexes.first("no" + name, 2)).isInstanceOf(MissingIndexException.class);
        var plain = "plain-" + name;
        send("PUT", "/" + plain, "{\"mappings\": {\"properties\": {\"embedding\": {\"type\": \"float\"}}}}");
        assertThatThrownBy(() -> indexes.first(plain, 2))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no vectors in a field embedding");
        send("POST", "/_aliases", """
                {"actions": [{"add": {"index": "%s", "alias": "all-%s"}}, {"add": {"index": "%s", "alias": "all-%s"}},
                    {"add": {"index": "%s", "alias": "one-%s"}}]}""".formatted(name, name, plain, name, name, name));
        assertThatThrownBy(() -> indexes.first("all-" + name, 2))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("stands for 2 indexes");
        assertThat(indexes.first("one-" + name, 2).documents()).isEmpty();
    }

    @Test
    void aServerlessCollectionIsRefused() {
        assertThatThrownBy(() -> indexes(OpenSearchServer.url(), Map.of("service", "aoss"))
                        .first(name, 2))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("OpenSearch Serverless has no scroll");
    }

    @Test
    void requestsToTheManagedServiceAreSignedWithTheirQuery() {
        made(2, 1);
        filled(501);
        try (var front = new Front(OpenSearchServer.url(), ForeignIndexesTest::wrong, null)) {
            var signing = indexes(front.url(), Map.of("service", "es"));

            var first = signing.first(name, 2);

            assertThat(signing.next(name, first.next()).orElseThrow().documents())
                    .hasSize(1);
            assertThat(isKept(first)).isFalse();
        }
    }

    private static Optional<String> wrong(HttpExchange exchange, byte[] body) {
        return SignatureCheck.wrong(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders(),
                body,
                "es",
                "eu-central-1",
                "AKIDEXAMPLE",
                "wJalrXUtnFEMI");
    }

    private static ForeignIndexes indexes(URI url, Map<String, String> more) {
        var settings = new HashMap<String, String>();
        settings.put("sightline.index.opensearch.url", url.toString());
        more.forEach((name, value) -> settings.put("sightline.index.opensearch." + name, value));
        var config = EngineSettings.read(OpenSearchConfig.class, settings);
        var aws = EngineSettings.read(AwsConfig.class, AWS);
        return new ForeignIndexes(new OpenSearchEngine(config, aws, new AwsAccess(aws)), config);
    }

    private void made(int dimension, int shards) {
        send("PUT", "/" + name, """
                {"settings": {"index.knn": true, "number_of_replicas": 0, "number_of_shards": %d},
                 "mappings": {"properties": {
                    "name": {"type": "keyword"}, "type": {"type": "keyword"}, "cluster": {"type": "integer"},
                    "embedding": {"type": "knn_vector", "dimension": %d,
                        "method": {"name": "hnsw", "engine": "lucene", "space_type": "l2"}}}}}""".formatted(shards, dimension));
    }

    private void filled(int count) {
        send(
                "POST",
                "/" + name + "/_bulk?refresh=true",
                IntStream.range(0, count).mapToObj(i -> """
                                {"index": {}}
                                {"name": "%d.jpg", "type": "image", "embedding": [%d, 1]}
                                """.formatted(i, i)).collect(Collectors.joining()));
    }

    private static boolean isKept(Page page) {
        return answer(
                                "POST",
                                "/_search/scroll",
                                "{\"scroll_id\": \"%s\"}".formatted(page.next().scroll()))
                        .status()
                == 200;
    }

    private static void send(String method, String path, String body) {
        var answer = answer(method, path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static Answer answer(String method, String path, String body) {
        return new EngineHttp(Optional.empty())
                .send(
                        method,
                        OpenSearchServer.url().resolve(path),
                        Map.of("content-type", "application/json"),
                        body,
                        Duration.ofSeconds(20));
    }
}
