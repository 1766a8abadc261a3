package dev.sightline.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.embedding.Vector;
import dev.sightline.index.Hit;
import dev.sightline.index.Kind;
import dev.sightline.index.VectorRepository.Calibrated;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PixelsTest {

    private static final Vector X = Vector.normalised(new float[] {1, 0});
    private static final Vector Y = Vector.normalised(new float[] {0, 1});

    @Test
    void ofSeveralVectorsTheNearestCountsWithItsLevel() {
        var pixels = Pixels.of(Kind.TEXT, List.of(new Calibrated(X, 0.2), new Calibrated(Y, 0.4)));

        assertThat(pixels.comparedWith(List.of(X))).isEqualTo(new Pixels(Kind.TEXT, List.of(), 0.2, 1));
        assertThat(pixels.comparedWith(List.of(Y))).isEqualTo(new Pixels(Kind.TEXT, List.of(), 0.4, 1));
        // Of two that are as near, the first.
        assertThat(pixels.comparedWith(List.of(X, Y)).level()).isEqualTo(0.2);
    }

    @Test
    void whatAnEngineHasComparedStaysAsItIs() {
        var pixels = Pixels.of(Kind.TEXT, new Hit(UUID.randomUUID(), 1, 0.7, 0.25f));

        assertThat(pixels.comparedWith(List.of(Y))).isEqualTo(pixels);
        assertThat(pixels.cosine()).isEqualTo(0.7);
        assertThat(pixels.level()).isEqualTo(0.25);
    }
}
