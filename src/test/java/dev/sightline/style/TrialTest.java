package dev.sightline.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrialTest {

    @Test
    void theSamePartsAgreeHoweverTheyAreNumbered() {
        assertThat(Trial.agreement(new int[] {0, 0, 1, 1, 2}, new int[] {2, 2, 0, 0, 1}))
                .isEqualTo(1);
        assertThat(Trial.agreement(new int[] {0, 0, 0}, new int[] {1, 1, 1})).isEqualTo(1);
    }

    /// Figures of scikit-learn's `adjusted_rand_score`.
    @Test
    void otherPartsAgreeAsMuchAsTheFormulaSays() {
        assertThat(Trial.agreement(new int[] {0, 0, 1, 2}, new int[] {0, 0, 1, 1}))
                .isCloseTo(0.5714285714285714, within(1e-12));
        assertThat(Trial.agreement(new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1}))
                .isCloseTo(-0.5, within(1e-12));
    }

    @Test
    void chanceAgreesAboutNot() {
        var random = new SplittableRandom(1);
        assertThat(Trial.agreement(
                        random.ints(5000, 0, 7).toArray(),
                        random.ints(5000, 0, 9).toArray()))
                .isCloseTo(0, within(0.01));
    }

    /// By hand: 1 − cosine is 0 within each pair and 1 between the pairs.
    @Test
    void pairsThatAreAtRightAnglesArePerfectlyApart() {
        var points = new Points(new float[] {1, 0, 1, 0, 0, 1, 0, 1}, 2);
        assertThat(Trial.silhouette(points, new int[] {0, 0, 1, 1})).isEqualTo(1);
        assertThat(Trial.silhouette(points, new int[] {0, 1, 0, 1})).isEqualTo(-0.5);
        assertThat(Trial.silhouette(points, new int[] {0, 0, 0, 0})).isZero();
        assertThat(Trial.silhouette(points, new int[] {0, 0, 1, 2})).isEqualTo(0.5);
    }

    @Test
    void theNumberThatWasPlantedIsChosen() {
        var points = Planted.of(1200, 32, 6, 0.8, 5).points();
        var tried = Choice.numbers(1200).stream()
                .filter(k -> k <= 16)
                .map(k -> Trial.of(points, k, 1))
                .toList();
        assertThat(Choice.of(tried).k()).isEqualTo(6);
        assertThat(Trial.of(points, 6, 1)).isEqualTo(Trial.of(points, 6, 1));
    }

    @Test
    void noNumberIsTriedThatLeavesStylesWithHardlyAPicture() {
        assertThat(Choice.numbers(10)).containsExactly(2);
        assertThat(Choice.numbers(64)).containsExactly(2, 3, 4, 5, 6, 7, 8);
        assertThat(Choice.numbers(1_000_000)).endsWith(80, 100);
    }

    @Test
    void whatChanceDecidesIsChosenOnlyWhereItDecidesEverything() {
        var chance = new Candidate(12, 0.9, 0.3);
        var steady = new Candidate(5, 0.2, 0.9);
        var steadier = new Candidate(4, 0.1, 1);
        assertThat(Choice.of(Arrays.asList(steadier, steady, chance)).k()).isEqualTo(5);
        var none = Choice.of(Arrays.asList(chance, new Candidate(20, 0.1, 0.5)));
        assertThat(none.k()).isEqualTo(20);
        assertThat(none.reason()).contains("0.50 of 1");
    }
}
