package dev.sightline.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasuresTest {

    private record Case(List<String> ranking, Map<String, Integer> grades, List<Double> measures) {}

    /// Made by `tools/evaluation/reference.py`.
    @Test
    void agreeWithTrecEval() throws IOException {
        List<Case> cases;
        try (var in = MeasuresTest.class.getResourceAsStream("/evaluation/reference.json")) {
            cases = new ObjectMapper().readValue(in, new TypeReference<>() {});
        }
        assertThat(cases).hasSize(60).allSatisfy(reference -> {
            var measures = Measures.of(reference.ranking(), reference.grades());
            var all = List.of(
                    measures.recallAt1(),
                    measures.recallAt5(),
                    measures.recallAt10(),
                    measures.ndcgAt10(),
                    measures.reciprocalRank(),
                    measures.averagePrecision());
            for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i)).isCloseTo(reference.measures().get(i), within(1e-9));
            }
        });
    }

    @Test
    void aQueryWithoutAnythingRelevantCannotBeMeasured() {
        assertThatIllegalArgumentException().isThrownBy(() -> Measures.of(List.of("a"), Map.of("a", 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> Measures.of(List.of("a", "a"), Map.of("a", 1)));
    }

    @Test
    void nothingFoundIsZero() {
        assertThat(Measures.of(List.of(), Map.of("a", 1))).isEqualTo(new Measures(0, 0, 0, 0, 0, 0));
    }
}
