package dev.sightline.evaluation;

import dev.sightline.search.Judged;
import dev.sightline.search.Judged.Strength;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/// How good the answer to one query would be with other settings than today's. Arrays are by weight of words, then by
/// cut-off.
///
/// @param f1        at each cut-off; where nothing is relevant, 1 if nothing is shown and 0 otherwise
/// @param precision for each weight the average precision; 1 where nothing is relevant
/// @param results   how many results have a strength between this cut-off and the next
/// @param relevant  how many of these are relevant
record Curve(float[] f1, float[] precision, int[] results, int[] relevant) {

    /// Strengths that words may count as which answer all of the query.
    private static final double[] WORDS = {0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25};

    private static final double LOWEST = 0.4;
    private static final double STEP = 0.02;

    static final int WEIGHTS = WORDS.length;
    static final int CUT_OFFS = 60;

    static Curve of(Judged judged, Set<UUID> relevant) {
        var curve = new Curve(
                new float[WEIGHTS * CUT_OFFS],
                new float[WEIGHTS],
                new int[WEIGHTS * CUT_OFFS],
                new int[WEIGHTS * CUT_OFFS]);
        IntStream.range(0, WEIGHTS).forEach(weight -> curve.fill(weight, judged.strengths(WORDS[weight]), relevant));
        return curve;
    }

    static double words(int weight) {
        return WORDS[weight];
    }

    static double strength(int cutOff) {
        return LOWEST + STEP * cutOff;
    }

    private void fill(int weight, List<Strength> strengths, Set<UUID> wanted) {
        double precisions = 0;
        int hits = 0;
        for (int i = 0; i < strengths.size(); i++) {
            boolean isHit = wanted.contains(strengths.get(i).judgement().image());
            if (isHit) {
                precisions += ++hits / (i + 1.0);
            }
            count(weight, strengths.get(i).value(), isHit);
        }
        precision[weight] = wanted.isEmpty() ? 1 : (float) (precisions / wanted.size());
        cut(weight, wanted.size());
    }

    private void count(int weight, double strength, boolean isHit) {
        int bin = (int) Math.floor((strength - LOWEST) / STEP + 1e-9);
        if (bin >= 0) {
            int at = weight * CUT_OFFS + Math.min(bin, CUT_OFFS - 1);
            results[at]++;
            relevant[at] += isHit ? 1 : 0;
        }
    }

    private void cut(int weight, int wanted) {
        int shown = 0;
        int hits = 0;
        for (int at = (weight + 1) * CUT_OFFS - 1; at >= weight * CUT_OFFS; at--) {
            shown += results[at];
            hits += relevant[at];
            f1[at] = (float) (wanted == 0 ? shown == 0 ? 1 : 0 : QueryResult.f1(hits, shown, wanted));
        }
    }
}
