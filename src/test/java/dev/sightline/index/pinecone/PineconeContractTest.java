package dev.sightline.index.pinecone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.index.EngineException;
import dev.sightline.index.EngineSettings;
import dev.sightline.index.Kind;
import dev.sightline.index.RemoteEngine;
import dev.sightline.index.RemoteIndexContract;
import dev.sightline.index.VectorIndex;
import dev.sightline.testing.Gate;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PineconeContractTest extends RemoteIndexContract {

    /// An index has one number of dimensions, and somebody makes it.
    private static final Map<Integer, StubPinecone> STUBS = new ConcurrentHashMap<>();

    @AfterAll
    static void stop() {
        STUBS.values().forEach(StubPinecone::close);
    }

    private static StubPinecone stub(int dimension) {
        return STUBS.computeIfAbsent(dimension, _ -> new StubPinecone(dimension, "cosine"));
    }

    @Override
    protected URI site() {
        return stub(DIMENSION).url();
    }

    @Override
    protected RemoteEngine engine(URI url) {
        return engine(url, Map.of());
    }

    @Override
    protected VectorIndex empty(int dimension) {
        return dimension == DIMENSION
                ? super.empty(dimension)
                : engine(stub(dimension).url()).create(name(), dimension);
    }

    private static RemoteEngine engine(URI url, Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "sightline.index.pinecone.host", url.toString(), "sightline.index.pinecone.api-key", StubPinecone.KEY));
        settings.putAll(more);
        return new PineconeEngine(EngineSettings.read(PineconeConfig.class, settings));
    }

    @Test
    void whatIsPutOffIsAskedAgain() {
        var index = empty(DIMENSION);
        stub(DIMENSION).putOff(2);
        put(index, entries(5));
        stub(DIMENSION).putOff(1);
        sameAsBruteForce(index, ANY, 5);
    }

    @Test
    void anIndexOfAnotherMetricIsRefused() throws Exception {
        try (var other = new StubPinecone(DIMENSION, "euclidean");
                var way = new Gate(other.url())) {
            assertThatThrownBy(() -> engine(way.url()).create(name(), DIMENSION))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("euclidean")
                    .hasMessageContaining("Nothing was changed");
        }
    }

    @Test
    void aWrongKeyIsSaid() {
        var wrong = engine(gate.url(), Map.of("sightline.index.pinecone.api-key", "another"));
        assertThatThrownBy(() -> wrong.create(name(), DIMENSION))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.isPassing()).isFalse())
                .hasMessageContaining("sightline.index.pinecone.api-key");
    }

    @Test
    void nothingIsHeldThatChangesOrSaysSomethingOfPeople() {
        var name = name();
        var index = engine.create(name, DIMENSION);
        put(index, entries(1));
        eventually(index, () -> assertThat(index.nearest(vectors.next(), Kind.IMAGE, ANY, 1))
                .hasSize(1));
        assertThat(stub(DIMENSION).heldFields("sightline-" + name))
                .containsExactlyInAnyOrder("type", "image", "collection", "media_type", "date");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(engine(URI.create("pinecone"), Map.of()).lacking().orElseThrow())
                .contains("sightline.index.pinecone.host");
    }
}
