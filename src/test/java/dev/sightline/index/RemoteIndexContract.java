package dev.sightline.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.testing.Gate;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every engine has to do that runs elsewhere.
public abstract class RemoteIndexContract extends VectorIndexContract {

    protected Gate gate;
    protected RemoteEngine engine;

    /// Where the engine is.
    protected abstract URI site();

    /// The engine as the settings have it that name this address for it.
    protected abstract RemoteEngine engine(URI url);

    @BeforeEach
    void connect() {
        gate = new Gate(site());
        engine = engine(gate.url());
    }

    @AfterEach
    void disconnect() throws IOException {
        gate.close();
    }

    protected static String name() {
        return "test-" + UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT);
    }

    @Override
    protected VectorIndex empty(int dimension) {
        assertThat(engine.lacking()).isEmpty();
        return engine.create(name(), dimension);
    }

    @Test
    void anOutageInTheMiddleIsSaidAndTheSameCallMakesItWhole() {
        var index = empty(DIMENSION);
        var entries = entries(2000);
        gate.shutAfter(200_000);

        assertThatThrownBy(() -> index.put(entries))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.isPassing()).isTrue());
        assertThatThrownBy(() -> index.nearest(vectors.next(), Kind.IMAGE, ANY, 5))
                .isInstanceOf(EngineException.class);

        gate.open();
        put(index, entries);
        eventually(index, () -> assertThat(index.count()).isEqualTo(2000));
        sameAsBruteForce(index, ANY, 20);
    }

    @Test
    void makingAnIndexOnceMoreTakesWhatIsThere() {
        var name = name();
        put(engine.create(name, DIMENSION), entries(3));

        var again = engine.create(name, DIMENSION);

        eventually(again, () -> assertThat(again.count()).isEqualTo(3));
    }

    @Test
    void anIndexOfAnotherDimensionIsRefusedAndNotTouched() {
        var name = name();
        var first = engine.create(name, DIMENSION);
        put(first, entries(3));

        assertThatThrownBy(() -> engine.create(name, DIMENSION + 1))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(String.valueOf(DIMENSION))
                .hasMessageContaining(String.valueOf(DIMENSION + 1));
        assertThatThrownBy(() -> engine.open(name, DIMENSION + 1)).isInstanceOf(EngineException.class);

        eventually(first, () -> assertThat(first.count()).isEqualTo(3));
        sameAsBruteForce(first, ANY, 3);
    }

    @Test
    void whatWasDroppedIsMissing() {
        var name = name();
        var index = engine.create(name, DIMENSION);
        put(index, entries(3));
        engine.drop(name);
        engine.drop(name);

        assertThatThrownBy(() -> engine.open(name, DIMENSION)).isInstanceOf(MissingIndexException.class);
        assertThatThrownBy(() -> index.put(entries(1))).isInstanceOf(MissingIndexException.class);
        assertThatThrownBy(() -> index.nearest(vectors.next(), Kind.IMAGE, ANY, 1))
                .isInstanceOf(MissingIndexException.class);
    }
}
