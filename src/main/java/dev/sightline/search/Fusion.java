package dev.sightline.search;

/// Puts what is seen and what is written on one scale, and turns it into a score. All four numbers are chosen by
/// evaluations: [dev.sightline.evaluation.Tuning].
///
/// @param words     the strength that words count as which answer all of the text
/// @param midpoint  the strength at which as many results are relevant as are not
/// @param steepness how fast the score rises there: that of a logistic curve
/// @param relevant  the score from which a result counts as relevant
public record Fusion(double words, double midpoint, double steepness, double relevant) {

    /// What the rank of a match of words adds: enough to order equal ones by.
    private static final double RANK = 0.25;

    /// @param share of the text in the query, 0 to 1; the rest are pictures
    /// @param words the strength that words count as which answer all of the text
    static double strength(Judgement judgement, double share, double words) {
        return judgement.words() == null
                ? judgement.pixels()
                : judgement.pixels() + share * (withWords(judgement, words) - judgement.text());
    }

    /// An image whose words answer the text is what the text asks for, whatever its pixels say.
    private static double withWords(Judgement judgement, double words) {
        return Math.max(judgement.text(), words * judgement.words()) + RANK * judgement.rank();
    }

    /// The share of results of this strength that are relevant.
    public double score(double strength) {
        return 1 / (1 + Math.exp(-steepness * (strength - midpoint)));
    }

    /// The strength of the cut-off.
    double cutOff() {
        return midpoint + Math.log(relevant / (1 - relevant)) / steepness;
    }
}
