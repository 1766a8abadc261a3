package dev.sightline.index.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.sightline.aws.AwsAccess;
import dev.sightline.aws.AwsConfig;
import dev.sightline.aws.SignatureCheck;
import dev.sightline.index.EngineException;
import dev.sightline.index.EngineSettings;
import dev.sightline.index.Hit;
import dev.sightline.index.IndexEntry;
import dev.sightline.index.IndexFilter;
import dev.sightline.index.Kind;
import dev.sightline.index.VectorIndex;
import dev.sightline.index.embedded.SyntheticVectors;
import dev.sightline.testing.OpenSearchServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How OpenSearch is reached where it lets nobody in without credentials.
class OpenSearchAccessTest {

    private static final String REGION = "eu-central-1";
    private static final Map<String, String> AWS = Map.of(
            "sightline.aws.region", REGION,
            "sightline.aws.access-key", "AKIDEXAMPLE",
            "sightline.aws.secret-key", "wJalrXUtnFEMI");
    private static final IndexFilter ANY = IndexFilter.collection(1);

    private final SyntheticVectors vectors = new SyntheticVectors(8, 5, 1, 3);

    @TempDir
    Path folder;

    @Test
    void requestsToTheManagedServiceAreSigned() {
        try (var front = new Front(OpenSearchServer.url(), signed("es"), null)) {
            works(engine(front, Map.of("service", "es", "engine", "lucene")));

            var wrong = new HashMap<>(Map.of("service", "es"));
            var stranger = engine(front, wrong, Map.of("sightline.aws.secret-key", "another"));
            assertThatThrownBy(() -> stranger.create(name(), 8))
                    .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.isPassing())
                            .isFalse())
                    .hasMessageContaining("es:ESHttp*");
        }
    }

    @Test
    void aServerlessCollectionDrawsTheIdsOfDocuments() {
        Front.Check serverless =
                (exchange, body) -> signed("aoss").wrong(exchange, body).or(() -> {
                    var path = exchange.getRequestURI().getPath();
                    boolean named = path.endsWith("/_bulk") && new String(body, UTF_8).contains("\"index\":{\"_id\"");
                    boolean lacking =
                            path.endsWith("/_refresh") || path.contains("_delete_by_query") || path.equals("/_aliases");
                    return named || lacking ? Optional.of("not with a collection: " + path) : Optional.empty();
                });
        try (var front = new Front(OpenSearchServer.url(), serverless, null)) {
            var engine = engine(front, Map.of("service", "aoss", "engine", "lucene"));
            works(engine);
            engine.serve("anything");
        }
    }

    @Test
    void aClusterOfOnesOwnIsGivenNameAndPassword() {
        var expected = "Basic " + Base64.getEncoder().encodeToString("me:secret word".getBytes(UTF_8));
        Front.Check password =
                (exchange, _) -> expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                        ? Optional.empty()
                        : Optional.of("who is it");
        try (var front = new Front(OpenSearchServer.url(), password, null)) {
            works(engine(front, Map.of("username", "me", "password", "secret word")));

            var stranger = engine(front, Map.of("username", "me", "password", "guessed"));
            assertThatThrownBy(() -> stranger.create(name(), 8))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("sightline.index.opensearch.username");
        }
    }

    @Test
    void certificatesThatAreNamedAreTrusted() throws Exception {
        var store = selfSigned();
        try (var front = new Front(OpenSearchServer.url(), (_, _) -> Optional.empty(), tls(store))) {
            works(engine(front, Map.of("certificates", folder.resolve("own.pem").toString())));

            var stranger = engine(front, Map.of());
            assertThatThrownBy(() -> stranger.create(name(), 8))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("was not reached");
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(lacking(Map.of())).contains("sightline.index.opensearch.url");
        assertThat(lacking(Map.of("url", "search:9200"))).contains("sightline.index.opensearch.url");
        assertThat(lacking(Map.of("url", "http://here", "service", "es"))).contains("sightline.aws.region");
        assertThat(lacking(Map.of("url", "http://here", "username", "me"))).contains(".password");
        assertThat(lacking(Map.of("url", "http://here", "prefix", "No"))).contains(".prefix");
        assertThat(lacking(Map.of("url", "http://here", "certificates", "/nowhere/own.pem")))
                .contains(".certificates");
    }

    private static String lacking(Map<String, String> settings) {
        return engine(settings, Map.of()).lacking().orElseThrow();
    }

    private static Front.Check signed(String service) {
        return (HttpExchange exchange, byte[] body) -> SignatureCheck.wrong(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders(),
                body,
                service,
                REGION,
                AWS.get("sightline.aws.access-key"),
                AWS.get("sightline.aws.secret-key"));
    }

    /// Put, replaced, found, removed.
    private void works(OpenSearchEngine engine) {
        var index = engine.create(name(), 8);
        var one = UUID.randomUUID();
        var other = UUID.randomUUID();
        index.put(List.of(entry(one), entry(other)));
        awaitCount(index, 2);
        var replaced = entry(one);
        index.put(List.of(replaced));
        Awaitility.await().untilAsserted(() -> {
            var nearest = index.nearest(replaced.vector(), Kind.IMAGE, ANY, 5);
            assertThat(nearest).extracting(Hit::image).containsExactly(one, other);
            assertThat(nearest.getFirst().cosine()).isGreaterThan(0.9999);
        });
        awaitCount(index, 2);
        index.remove(List.of(one));
        awaitCount(index, 1);
    }

    private static void awaitCount(VectorIndex index, long count) {
        Awaitility.await().untilAsserted(() -> assertThat(index.count()).isEqualTo(count));
    }

    private IndexEntry entry(UUID image) {
        return new IndexEntry(image, Kind.IMAGE, 0, vectors.next(), 0.3f, 1, "image/png", Instant.EPOCH);
    }

    private static String name() {
        return "access-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static OpenSearchEngine engine(Front front, Map<String, String> settings) {
        return engine(front, settings, Map.of());
    }

    private static OpenSearchEngine engine(Front front, Map<String, String> settings, Map<String, String> aws) {
        var all = new HashMap<>(settings);
        all.put("url", front.url().toString());
        var keys = new HashMap<>(AWS);
        keys.putAll(aws);
        return engine(all, keys);
    }

    private static OpenSearchEngine engine(Map<String, String> settings, Map<String, String> aws) {
        var all = new HashMap<String, String>();
        settings.forEach((name, value) -> all.put("sightline.index.opensearch." + name, value));
        var access = EngineSettings.read(AwsConfig.class, aws);
        return new OpenSearchEngine(EngineSettings.read(OpenSearchConfig.class, all), access, new AwsAccess(access));
    }

    private KeyStore selfSigned() throws Exception {
        var file = folder.resolve("own.p12");
        keytool(
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "own",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit",
                "-file",
                folder.resolve("own.pem").toString());
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "changeit".toCharArray());
        }
        return store;
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static SSLContext tls(KeyStore store) throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
