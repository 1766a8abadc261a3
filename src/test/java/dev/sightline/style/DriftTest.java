package dev.sightline.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.style.ClusteringRepository.Late;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1000, , false",
        "19, 30, 0.9, false",
        "20, 1000, 0.30, false",
        "20, 1000, 0.34, false",
        "20, 1000, 0.35, true",
        "333, 1000, 0.30, false",
        "334, 1000, 0.30, true"
    })
    void proposesToFindStylesAgain(long added, long all, Double distance, boolean again) {
        var drift = Drift.of(0.30, new Late(added, all, distance));
        assertThat(drift.fitAgain()).isEqualTo(again);
        assertThat(drift.reason() != null).isEqualTo(again);
    }
}
