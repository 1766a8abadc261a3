package dev.sightline.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.embedding.Vector;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StyleNamesTest {

    private static final List<String> PHRASES = List.of("picture", "night", "boat");
    private static final List<Vector> MEANINGS = Stream.of(
                    new float[] {1, 1, 1}, new float[] {0, 1, 0.2f}, new float[] {0, 0.2f, 1})
            .map(Vector::normalised)
            .toList();

    private static Vector vector(float... values) {
        return Vector.normalised(values);
    }

    @Test
    void areOfThePhraseThatIsCloserToOneThanToTheOthers() {
        var names = StyleNames.of(List.of(vector(0.5f, 1, 0), vector(0.5f, 0, 1)), PHRASES, MEANINGS);
        assertThat(names).containsExactly("Night", "Boat");
    }

    @Test
    void areAllDifferent() {
        var centres =
                IntStream.range(0, 5).mapToObj(i -> vector(1, i * 0.01f, 0)).toList();
        assertThat(StyleNames.of(centres, List.of("a", "b", "c", "d", "e", "f"), six()))
                .doesNotHaveDuplicates()
                .hasSize(5);
    }

    private static List<Vector> six() {
        return IntStream.range(0, 6).mapToObj(i -> vector(1, i, i * i)).toList();
    }

    @Test
    void nameTheOnlyStyleToo() {
        assertThat(StyleNames.of(List.of(vector(0, 1, 0)), PHRASES, MEANINGS)).containsExactly("Night");
    }
}
