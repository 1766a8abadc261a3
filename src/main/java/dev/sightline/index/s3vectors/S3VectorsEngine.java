package dev.sightline.index.s3vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightline.aws.AwsAccess;
import dev.sightline.aws.AwsClient;
import dev.sightline.aws.AwsConfig;
import dev.sightline.index.Engine;
import dev.sightline.index.EngineException;
import dev.sightline.index.MissingIndexException;
import dev.sightline.index.RemoteEngine;
import dev.sightline.index.VectorIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/// Amazon S3 Vectors: an index for each generation, in one vector bucket.
@ApplicationScoped
class S3VectorsEngine implements RemoteEngine {

    private final S3VectorsConfig config;
    private final AwsConfig aws;
    private final AwsAccess access;
    private VectorBucket bucket;

    S3VectorsEngine(S3VectorsConfig config, AwsConfig aws, AwsAccess access) {
        this.config = config;
        this.aws = aws;
        this.access = access;
    }

    @Override
    public Engine engine() {
        return Engine.S3_VECTORS;
    }

    @Override
    public Optional<String> lacking() {
        if (config.bucket()
                .filter(name -> name.matches("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]"))
                .isEmpty()) {
            return Optional.of(
                    "Set sightline.index.s3-vectors.bucket to the name of a vector bucket: 3 to 63 small letters, digits and '-'.");
        }
        if (aws.region().filter(region -> region.matches("[a-z0-9-]+")).isEmpty()) {
            return Optional.of(
                    "Set sightline.aws.region (or AWS_REGION) to the region of S3 Vectors, such as eu-central-1.");
        }
        if (!config.prefix().matches("[a-z0-9][a-z0-9-]{0,20}")) {
            return Optional.of(
                    "sightline.index.s3-vectors.prefix may have 21 small letters, digits and '-', and begins with one of the first two.");
        }
        return Optional.empty();
    }

    @Override
    public VectorIndex create(String name, int dimension) {
        var index = index(name);
        if (bucket().describe(index).isEmpty()) {
            bucket().make();
            bucket().makeIndex(index, dimension);
        }
        return open(name, dimension);
    }

    @Override
    public VectorIndex open(String name, int dimension) {
        var index = index(name);
        var there = bucket().describe(index).orElseThrow(() -> new MissingIndexException(index));
        requireAsMade(index, there, dimension);
        return new S3VectorsIndex(bucket(), index, dimension);
    }

    private static void requireAsMade(String index, JsonNode there, int dimension) {
        boolean same = there.path("dimension").asInt() == dimension
                && there.path("distanceMetric").asText().equals("cosine")
                && there.path("dataType").asText().equals("float32");
        if (!same) {
            throw EngineException.foreign(
                    "The index %s has vectors of %d dimensions (%s, %s), not %d (float32, cosine). Nothing was changed in it."
                            .formatted(
                                    index,
                                    there.path("dimension").asInt(),
                                    there.path("dataType").asText(),
                                    there.path("distanceMetric").asText(),
                                    dimension));
        }
    }

    @Override
    public void drop(String name) {
        ObjectNode request = bucket().of(index(name));
        try {
            bucket().write("DeleteIndex", index(name), request.toString());
        } catch (MissingIndexException _) {
            // It is gone already.
        }
    }

    private String index(String name) {
        return config.prefix() + "-" + name;
    }

    private synchronized VectorBucket bucket() {
        if (bucket == null) {
            var region = aws.region().orElseThrow();
            bucket = new VectorBucket(
                    new AwsClient(access, region),
                    config.endpoint().orElseGet(() -> URI.create("https://s3vectors.%s.api.aws".formatted(region))),
                    config.bucket().orElseThrow(),
                    config.timeout(),
                    config.writeTimeout());
        }
        return bucket;
    }
}
