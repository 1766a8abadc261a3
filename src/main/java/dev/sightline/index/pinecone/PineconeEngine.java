package dev.sightline.index.pinecone;

import dev.sightline.index.Engine;
import dev.sightline.index.EngineException;
import dev.sightline.index.EngineHttp;
import dev.sightline.index.MissingIndexException;
import dev.sightline.index.RemoteEngine;
import dev.sightline.index.VectorIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/// Pinecone: a namespace for each generation, in one index that somebody has made.
@ApplicationScoped
class PineconeEngine implements RemoteEngine {

    private static final int LOOKS = 150;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final PineconeConfig config;
    private PineconeApi api;

    PineconeEngine(PineconeConfig config) {
        this.config = config;
    }

    @Override
    public Engine engine() {
        return Engine.PINECONE;
    }

    @Override
    public Optional<String> lacking() {
        if (config.host()
                .filter(host -> host.isAbsolute() && host.getHost() != null)
                .isEmpty()) {
            return Optional.of(
                    "Set sightline.index.pinecone.host to the host of an index with the metric cosine, such as"
                            + " https://pictures-1a2b3c4.svc.aped-4627-b74a.pinecone.io.");
        }
        if (config.apiKey().isEmpty()) {
            return Optional.of("Set sightline.index.pinecone.api-key, in the environment rather than in a file.");
        }
        if (!config.prefix().matches("[a-z0-9][a-z0-9-]{0,60}")) {
            return Optional.of(
                    "sightline.index.pinecone.prefix may have small letters, digits and '-', and begins with one of the first two.");
        }
        return Optional.empty();
    }

    @Override
    public VectorIndex create(String name, int dimension) {
        var index = index(name, dimension);
        if (!index.isThere()) {
            index.mark();
            await(index, true);
        }
        return index;
    }

    /// Reads are behind writes.
    private static void await(PineconeIndex index, boolean there) {
        for (int look = 0; look < LOOKS; look++) {
            if (index.isThere() == there) {
                return;
            }
            EngineHttp.pause(BETWEEN_LOOKS);
        }
        throw EngineException.away("Pinecone does not show yet what was written to it.", null);
    }

    @Override
    public VectorIndex open(String name, int dimension) {
        var index = index(name, dimension);
        if (!index.isThere()) {
            throw new MissingIndexException(namespace(name));
        }
        return index;
    }

    private PineconeIndex index(String name, int dimension) {
        var stats = api().stats();
        var metric = stats.path("metric").asText("cosine");
        if (stats.path("dimension").asInt() != dimension || metric.equals("euclidean")) {
            throw EngineException.foreign(
                    "The index of Pinecone has vectors of %d dimensions (%s), not %d (cosine). Nothing was changed in it."
                            .formatted(stats.path("dimension").asInt(), metric, dimension));
        }
        return new PineconeIndex(api(), namespace(name), dimension);
    }

    @Override
    public void drop(String name) {
        if (api().stats().path("namespaces").has(namespace(name))) {
            api().delete("{\"deleteAll\":true,\"namespace\":\"%s\"}".formatted(namespace(name)));
            await(new PineconeIndex(api(), namespace(name), 1), false);
        }
    }

    private String namespace(String name) {
        return config.prefix() + "-" + name;
    }

    private synchronized PineconeApi api() {
        if (api == null) {
            api = new PineconeApi(
                    config.host().orElseThrow(),
                    config.apiKey().orElseThrow(),
                    config.apiVersion(),
                    config.timeout(),
                    config.writeTimeout());
        }
        return api;
    }
}
