package dev.sightline.search;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// All candidates for a query, judged.
///
/// @param share of the text in the query, 0 to 1; the rest are pictures
/// @param exact whether everything was looked at
public record Judged(List<Judgement> judgements, double share, boolean exact) {

    private static final int RANK_OFFSET = 60;

    /// A candidate and how strong a result it is: 0 is what is usual for the query, 1 a full match.
    public record Strength(Judgement judgement, double value) {}

    /// The strongest first, equal ones by image.
    ///
    /// @param words the strength that words count as which answer all of the text
    public List<Strength> strengths(double words) {
        return judgements.stream()
                .map(judgement -> new Strength(judgement, Fusion.strength(judgement, share, words)))
                .sorted(Comparator.comparingDouble(Strength::value)
                        .reversed()
                        .thenComparing(strength -> strength.judgement().image()))
                .toList();
    }

    /// By strength, cut off.
    public Ranked ranked(Fusion fusion) {
        var entries = strengths(fusion.words()).stream()
                .map(strength -> entry(strength.judgement(), fusion.score(strength.value())))
                .toList();
        int relevant = (int) entries.stream()
                .filter(entry -> entry.score() >= fusion.relevant())
                .count();
        return new Ranked(entries, relevant, exact);
    }

    /// By the sum of the reciprocal ranks, not cut off.
    Ranked reciprocallyRanked() {
        var byPixels = ranks(judgements, Judgement::pixels);
        var byWords = ranks(
                judgements.stream()
                        .filter(judgement -> judgement.words() != null)
                        .toList(),
                judgement -> judgement.words() + judgement.rank());
        ToDoubleFunction<Judgement> sum = judgement -> reciprocal(byPixels, judgement) + reciprocal(byWords, judgement);
        var entries = ordered(judgements, sum).stream()
                .map(judgement -> entry(judgement, sum.applyAsDouble(judgement)))
                .toList();
        return new Ranked(entries, entries.size(), exact);
    }

    private static double reciprocal(Map<UUID, Integer> ranks, Judgement judgement) {
        var rank = ranks.get(judgement.image());
        return rank == null ? 0 : 1.0 / (RANK_OFFSET + rank);
    }

    private static Map<UUID, Integer> ranks(List<Judgement> judgements, ToDoubleFunction<Judgement> value) {
        var ordered = ordered(judgements, value);
        var ranks = new HashMap<UUID, Integer>();
        IntStream.range(0, ordered.size()).forEach(i -> ranks.put(ordered.get(i).image(), i + 1));
        return ranks;
    }

    private static Entry entry(Judgement judgement, double score) {
        var words = judgement.words() == null ? null : Math.clamp(judgement.words(), 0, 1);
        return new Entry(judgement.image(), score, judgement.cosine(), judgement.kind(), words);
    }

    /// The greatest first, equal ones by image.
    private static List<Judgement> ordered(List<Judgement> judgements, ToDoubleFunction<Judgement> value) {
        return judgements.stream()
                .sorted(Comparator.comparingDouble(value).reversed().thenComparing(Judgement::image))
                .toList();
    }
}
