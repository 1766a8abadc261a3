package dev.sightline.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.index.Kind;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JudgedTest {

    private static final Fusion FUSION = new Fusion(1, 0.85, 32, 0.75);

    @Test
    void tellsNoLessOfWordsThanNothing() {
        assertThat(lexical(-0.2)).isZero();
    }

    @Test
    void tellsNoMoreOfWordsThanAll() {
        assertThat(lexical(2.0)).isEqualTo(1);
    }

    @Test
    void ordersByWhatPixelsLeaveOfWords() {
        var worse = judgement(-0.2);
        var better = judgement(-0.1);

        var strengths = new Judged(List.of(worse, better), 1, true).strengths(FUSION.words());

        assertThat(strengths).extracting(Judged.Strength::judgement).containsExactly(better, worse);
    }

    private static double lexical(double words) {
        return new Judged(List.of(judgement(words)), 1, true)
                .ranked(FUSION)
                .entries()
                .getFirst()
                .lexical();
    }

    private static Judgement judgement(double words) {
        return new Judgement(UUID.randomUUID(), -0.3, -0.3, words, 0.0, 0.1, Kind.IMAGE);
    }
}
