package dev.sightline.style;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// How many styles there are to be, where nobody says so.
///
/// @param reason in words
record Choice(int k, String reason) {

    /// Every number from 2 on would differ by less than chance does, and take longer than anybody waits.
    private static final int[] NUMBERS = {2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 32, 40, 48, 64, 80, 100};

    /// A style that has fewer pictures on average is none.
    private static final int PICTURES_PER_STYLE = 8;

    /// The adjusted Rand index of clusterings that are alike (Steinley, *Properties of the Hubert-Arabie Adjusted Rand
    /// Index*, 2004: above 0.8 is good).
    static final double STABLE = 0.8;

    private static final Comparator<Candidate> BY_SILHOUETTE = Comparator.comparingDouble(Candidate::silhouette);
    private static final Comparator<Candidate> BY_STABILITY = Comparator.comparingDouble(Candidate::stability);

    /// The numbers that are to be tried on so many pictures.
    static List<Integer> numbers(int pictures) {
        return IntStream.of(NUMBERS)
                .filter(k -> k == NUMBERS[0] || k * PICTURES_PER_STYLE <= pictures)
                .boxed()
                .toList();
    }

    /// Of the numbers whose styles come back whatever the start, the one whose styles are most apart. Where chance
    /// decides for every number, the one for which it decides least.
    ///
    /// @param tried one at least
    static Choice of(List<Candidate> tried) {
        var stable = tried.stream()
                .filter(candidate -> candidate.stability() >= STABLE)
                .max(BY_SILHOUETTE);
        return stable.map(best -> new Choice(best.k(), """
                        Of the numbers whose styles come out the same whatever the start (at least %.2f of 1), with %d they \
                        are furthest apart: a silhouette of %.2f.""".formatted(STABLE, best.k(), best.silhouette())))
                .orElseGet(() -> steadiest(tried.stream().max(BY_STABILITY).orElseThrow()));
    }

    private static Choice steadiest(Candidate best) {
        return new Choice(best.k(), """
                With no number do the styles come out the same whatever the start. With %d they do most: %.2f of 1. Give a \
                number if you want more or fewer.""".formatted(best.k(), best.stability()));
    }
}
