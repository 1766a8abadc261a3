package dev.sightline.index.opensearch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightline.aws.AwsAccess;
import dev.sightline.aws.AwsClient;
import dev.sightline.aws.AwsConfig;
import dev.sightline.index.Engine;
import dev.sightline.index.EngineException;
import dev.sightline.index.EngineHttp;
import dev.sightline.index.MissingIndexException;
import dev.sightline.index.RemoteEngine;
import dev.sightline.index.VectorIndex;
import dev.sightline.index.opensearch.OpenSearchConfig.Service;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// OpenSearch with its k-NN, of one's own or of AWS.
@ApplicationScoped
class OpenSearchEngine implements RemoteEngine {

    private static final Duration FIRST_WAIT = Duration.ofMillis(200);

    private final OpenSearchConfig config;
    private final AwsConfig aws;
    private final AwsAccess access;
    private Cluster cluster;

    OpenSearchEngine(OpenSearchConfig config, AwsConfig aws, AwsAccess access) {
        this.config = config;
        this.aws = aws;
        this.access = access;
    }

    @Override
    public Engine engine() {
        return Engine.OPENSEARCH;
    }

    @Override
    public Optional<String> lacking() {
        boolean signed = config.service().isSigned();
        if (config.url()
                .filter(url -> url.isAbsolute() && url.getHost() != null)
                .isEmpty()) {
            return Optional.of(
                    "Set sightline.index.opensearch.url to where OpenSearch is, such as https://search.example.org:9200.");
        }
        if (signed
                && aws.region().filter(region -> region.matches("[a-z0-9-]+")).isEmpty()) {
            return Optional.of(
                    "sightline.index.opensearch.service is %s, so set sightline.aws.region (or AWS_REGION), such as eu-central-1."
                            .formatted(config.service().signed));
        }
        if (config.username().isPresent() != config.password().isPresent()) {
            return Optional.of(
                    "sightline.index.opensearch.username and .password belong together: set both or neither.");
        }
        if (config.certificates().filter(file -> !Files.isReadable(file)).isPresent()) {
            return Optional.of("sightline.index.opensearch.certificates has to be a file that can be read: %s."
                    .formatted(config.certificates().get()));
        }
        if (!config.prefix().matches("[a-z0-9][a-z0-9-]{0,60}")) {
            return Optional.of(
                    "sightline.index.opensearch.prefix may have small letters, digits and '-', and begins with one of the first two.");
        }
        return Optional.empty();
    }

    @Override
    public VectorIndex create(String name, int dimension) {
        var index = index(name);
        if (!cluster().isThere(index)) {
            cluster().create(index, settings(dimension));
        }
        var layout = Layout.read(index, cluster().describe(index), dimension);
        if (!layout.ours()) {
            throw EngineException.foreign(
                    "There is an index %s that Sightline did not make. Nothing was changed in it. Set sightline.index.opensearch.prefix to another."
                            .formatted(index));
        }
        return open(index, layout);
    }

    @Override
    public VectorIndex open(String name, int dimension) {
        var index = index(name);
        return open(index, Layout.read(index, cluster().describe(index), dimension));
    }

    private VectorIndex open(String index, Layout layout) {
        var service = config.service();
        return new OpenSearchIndex(
                cluster(),
                index,
                layout,
                new Documents(cluster(), service != Service.AOSS, FIRST_WAIT),
                service.delay,
                config.efSearch());
    }

    @Override
    public void drop(String name) {
        try {
            cluster().delete(index(name));
        } catch (MissingIndexException _) {
            // It is gone already.
        }
    }

    /// Moves the alias, by which others find what searches use.
    @Override
    public void serve(String name) {
        if (config.service() != Service.AOSS) {
            cluster().alias(config.prefix(), index(name));
        }
    }

    private String index(String name) {
        return config.prefix() + "-" + name;
    }

    private ObjectNode settings(int dimension) {
        var library = config.engine().orElse(config.service().engine);
        var made = Cluster.JSON.createObjectNode();
        var settings = made.putObject("settings").putObject("index");
        settings.put("knn", true);
        if (config.service() != Service.AOSS) {
            settings.put("number_of_shards", config.shards()).put("number_of_replicas", config.replicas());
        }
        var mappings = made.putObject("mappings");
        mappings.put("dynamic", "strict");
        mappings.putObject("_meta").put("sightline", true);
        var fields = mappings.putObject("properties");
        for (var keyword : new String[] {"name", "type", "image", "media_type"}) {
            fields.putObject(keyword).put("type", "keyword");
        }
        for (var number : new String[] {"collection", "date"}) {
            fields.putObject(number).put("type", "long");
        }
        fields.putObject("ordinal").put("type", "integer");
        var embedding = fields.putObject("embedding");
        embedding.put("type", "knn_vector").put("dimension", dimension);
        embedding
                .putObject("method")
                .put("name", "hnsw")
                .put("engine", code(library))
                .put("space_type", code(config.space().orElse(library.space)))
                .putObject("parameters")
                .put("m", config.m())
                .put("ef_construction", config.efConstruction());
        return made;
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    synchronized Cluster cluster() {
        if (cluster == null) {
            cluster = new Cluster(transport(), config.timeout(), config.writeTimeout());
        }
        return cluster;
    }

    private Transport transport() {
        var site = config.url().orElseThrow();
        return config.service().isSigned()
                ? new SignedTransport(new AwsClient(access, aws.region().orElseThrow()), site, config.service().signed)
                : new PlainTransport(new EngineHttp(config.certificates()), site, config.username(), config.password());
    }
}
