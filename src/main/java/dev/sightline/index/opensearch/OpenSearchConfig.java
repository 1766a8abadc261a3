package dev.sightline.index.opensearch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How OpenSearch is reached, and what indexes in it are like. `sightline.index.engine` decides whether it is used.
@ConfigMapping(prefix = "sightline.index.opensearch")
public interface OpenSearchConfig {

    /// Where it is: `https://search.example.org:9200`.
    Optional<URI> url();

    /// Who runs it.
    @WithDefault("self")
    Service service();

    enum Service {
        /// Somebody: signed in with username and password, if there are any.
        SELF("", Duration.ofSeconds(2), KnnEngine.LUCENE),
        /// Amazon OpenSearch Service; requests are signed.
        ES("es", Duration.ofSeconds(2), KnnEngine.FAISS),
        /// Amazon OpenSearch Serverless, a collection for vector search; requests are signed.
        AOSS("aoss", Duration.ofSeconds(90), KnnEngine.FAISS);

        final String signed;
        /// After which what was written is found: twice the interval at which it is made so.
        final Duration delay;
        final KnnEngine engine;

        Service(String signed, Duration delay, KnnEngine engine) {
            this.signed = signed;
            this.delay = delay;
            this.engine = engine;
        }

        boolean isSigned() {
            return !signed.isEmpty();
        }
    }

    Optional<String> username();

    Optional<String> password();

    /// A file of certificates (PEM) that are trusted in place of the machine's.
    Optional<Path> certificates();

    /// What names of indexes begin with; the alias of the one that searches use.
    @WithDefault("sightline")
    String prefix();

    /// The library that finds the nearest.
    Optional<KnnEngine> engine();

    enum KnnEngine {
        FAISS(SpaceType.INNERPRODUCT),
        LUCENE(SpaceType.COSINESIMIL);

        final SpaceType space;

        KnnEngine(SpaceType space) {
            this.space = space;
        }
    }

    /// By what it compares vectors. All order alike, because vectors are of length one.
    Optional<SpaceType> space();

    enum SpaceType {
        L2,
        INNERPRODUCT,
        COSINESIMIL
    }

    /// Links of a vector in the graph.
    @WithDefault("32")
    int m();

    /// Candidates that are looked at for each vector while the graph is built.
    @WithDefault("256")
    int efConstruction();

    /// Candidates that a search looks at, if more than it asks for.
    @WithDefault("512")
    int efSearch();

    @WithDefault("1")
    int shards();

    @WithDefault("1")
    int replicas();

    /// How long a search waits for an answer.
    @WithDefault("10S")
    Duration timeout();

    /// How long a write waits for an answer.
    @WithDefault("60S")
    Duration writeTimeout();
}
