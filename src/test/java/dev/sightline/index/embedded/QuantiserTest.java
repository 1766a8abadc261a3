package dev.sightline.index.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.embedding.Vector;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantiserTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 100, 384, 512, 768, 1024})
    void theBoundHolds(int dimension) {
        var quantiser = new Quantiser(dimension);
        List<Vector> vectors = samples(dimension).toList();
        for (Vector query : vectors) {
            Quantiser.QueryCode code = quantiser.query(query.toArray());
            for (Vector vector : vectors) {
                Code entry = quantiser.code(vector.toArray());
                double coarse = cosine(code.coarse(), entry);
                double fine = coarse + cosine(code.fine(), entry);
                double exact = query.cosine(vector);
                assertThat(coarse)
                        .isCloseTo(
                                exact,
                                within(Quantiser.radius(
                                        entry.error(), code.coarse().error())));
                assertThat(fine)
                        .isCloseTo(
                                exact,
                                within(Quantiser.radius(
                                        entry.error(), code.fine().error())));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {384, 512, 768})
    void isNarrowWhateverStandsOut(int dimension) {
        var quantiser = new Quantiser(dimension);
        samples(dimension).forEach(vector -> {
            Quantiser.QueryCode code = quantiser.query(vector.toArray());
            assertThat(code.coarse().error()).isLessThan(0.012f);
            assertThat(code.fine().error()).isLessThan(0.0001f);
        });
    }

    @Test
    void refusesAnotherDimension() {
        assertThatThrownBy(() -> new Quantiser(512).code(new float[256]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("256")
                .hasMessageContaining("512");
    }

    @Test
    void refusesWhatIsNotOfLengthOne() {
        for (float value : new float[] {0, 0.5f, 1.01f, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Quantiser(2).query(new float[] {value, 0}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("length " + (double) value);
        }
    }

    /// Noise, near-duplicates, opposites, single dimensions, and a dimension that dominates.
    private static Stream<Vector> samples(int dimension) {
        var noise = new SyntheticVectors(dimension, 5, 1, 1);
        var duplicates = new SyntheticVectors(dimension, 2, 0.001, 2);
        Vector some = noise.next();
        float[] opposite = some.toArray();
        float[] dominated = noise.next().toArray();
        IntStream.range(0, dimension).forEach(i -> opposite[i] = -opposite[i]);
        dominated[dimension / 2] = 100;
        return Stream.of(
                        noise.next(12).stream(),
                        duplicates.next(6).stream(),
                        Stream.of(some, Vector.normalised(opposite), Vector.normalised(dominated)),
                        Stream.of(axis(dimension, 0), axis(dimension, dimension - 1)))
                .flatMap(vectors -> vectors);
    }

    private static Vector axis(int dimension, int axis) {
        var values = new float[dimension];
        values[axis] = 1;
        return Vector.normalised(values);
    }

    private static double cosine(Code a, Code b) {
        long sum = 0;
        for (int i = 0; i < a.steps().length; i++) {
            sum += a.steps()[i] * b.steps()[i];
        }
        return (double) a.scale() * b.scale() * sum;
    }
}
