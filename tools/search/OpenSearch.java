import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.embedding.Vector;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// OpenSearch in a process of its own, with an index of pictures for its k-NN with Lucene's engine, all of it by default:
/// HNSW over float32, 16 links, 100 candidates while it is built.
class OpenSearch implements AutoCloseable {

    private static final int BULK = 500;
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    final Process process;
    private final String site;

    /// @param home where it keeps its index
    OpenSearch(Path home) throws Exception {
        Files.createDirectories(home);
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        site = "http://127.0.0.1:" + port;
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g",
                        "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED",
                        "-cp", "target/search/opensearch-libraries/*", "tools/search/opensearch/Server.java",
                        home.toString(), String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        while (!isThere()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(Files.readString(home.resolve("log")));
            }
            Thread.sleep(100);
        }
    }

    private boolean isThere() throws InterruptedException {
        try {
            send("GET", "/_cluster/health?wait_for_status=yellow", null);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    boolean isFilled() throws IOException, InterruptedException {
        return send("GET", "/_cat/indices?format=json", null).size() > 0;
    }

    void fill(List<Vectors.Picture> pictures) throws IOException, InterruptedException {
        send("PUT", "/pictures", """
                {"settings": {"index.knn": true, "number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "-1"},
                 "mappings": {"_source": {"excludes": ["vector"]}, "properties": {
                    "vector": {"type": "knn_vector", "dimension": %d,
                        "method": {"name": "hnsw", "space_type": "cosinesimil", "engine": "lucene"}},
                    "date": {"type": "date"}, "type": {"type": "keyword"}, "tags": {"type": "keyword"}}}}"""
                .formatted(pictures.getFirst().vector().dimension()));
        for (int from = 0; from < pictures.size(); from += BULK) {
            var lines = new StringBuilder();
            for (var picture : pictures.subList(from, Math.min(pictures.size(), from + BULK))) {
                lines.append("{\"index\": {\"_id\": \"%s\"}}\n".formatted(picture.id())).append(JSON.writeValueAsString(Map.of(
                        "vector", picture.vector().toArray(), "date", picture.date().toString(), "type", picture.type(),
                        "tags", picture.tags()))).append('\n');
            }
            if (send("POST", "/pictures/_bulk", lines.toString()).get("errors").asBoolean()) {
                throw new IllegalStateException("a picture was not taken");
            }
        }
        send("POST", "/pictures/_refresh", null);
    }

    void merge() throws IOException, InterruptedException {
        send("POST", "/pictures/_forcemerge?max_num_segments=1", null);
        send("POST", "/pictures/_refresh", null);
    }

    String size() throws IOException, InterruptedException {
        var total = send("GET", "/pictures/_stats/store,segments", null).get("_all").get("primaries");
        return "%d segments, %,d MB on the disk".formatted(
                total.get("segments").get("count").asInt(), total.get("store").get("size_in_bytes").asLong() >> 20);
    }

    /// @param filter or null
    String request(Vector query, Map<String, Object> filter, int k) throws IOException {
        var knn = new HashMap<String, Object>(Map.of("vector", query.toArray(), "k", k));
        if (filter != null) {
            knn.put("filter", filter);
        }
        return JSON.writeValueAsString(
                Map.of("size", k, "_source", false, "query", Map.of("knn", Map.of("vector", knn))));
    }

    String search(String request) throws IOException, InterruptedException {
        return text("POST", "/pictures/_search", request);
    }

    Set<UUID> found(String answer) throws IOException {
        var found = new HashSet<UUID>();
        JSON.readTree(answer).get("hits").get("hits").forEach(hit -> found.add(UUID.fromString(hit.get("_id").asText())));
        return found;
    }

    private JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        return JSON.readTree(text(method, path, body));
    }

    private String text(String method, String path, String body) throws IOException, InterruptedException {
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(site + path))
                        .timeout(Duration.ofMinutes(15))
                        .header("Content-Type", "application/json")
                        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor();
    }
}
