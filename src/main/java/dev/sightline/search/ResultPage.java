package dev.sightline.search;

import dev.sightline.library.Facet;
import dev.sightline.library.Image;
import dev.sightline.library.ImagePage.Total;
import dev.sightline.taste.TasteProvider.Judge;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/// A part of a ranking.
///
/// @param relevant how many results are above the cut-off in all
/// @param weaker   how many are below it; exact if everything was looked at
/// @param next     the cursor of the next part, null at the end
/// @param facets   of all relevant results, or null where they were not asked for, and with a cursor
/// @param model    that understood the query
/// @param took     milliseconds of each stage
/// @param didYouMean the text with words that the library has instead of some that it has not, or null where that finds
///     nothing more
/// @param taste who said how much styles are liked, or null where taste has no part in the order
@RegisterForReflection
public record ResultPage(
        List<Result> results,
        Total relevant,
        Total weaker,
        String next,
        List<Facet> facets,
        String model,
        Took took,
        String didYouMean,
        Judge taste) {

    ResultPage with(List<Facet> facets) {
        return new ResultPage(results, relevant, weaker, next, facets, model, took, didYouMean, taste);
    }

    ResultPage meant(String text) {
        return new ResultPage(results, relevant, weaker, next, facets, model, took, text, taste);
    }

    /// @param score    0 to 1
    /// @param relevant whether it is above the cut-off
    /// @param matched  those words of the query that the words of the image have, as they are there where they were
    ///     only begun or spelt otherwise
    @RegisterForReflection
    public record Result(Image image, double score, boolean relevant, Parts parts, List<String> matched) {}

    /// Why: the cosine with the query, and how well words and taste match (0 to 1); null where they took no part.
    ///
    /// @param kind of the vector that the query was compared with: `image`, `text` or `combined`
    /// @param lift how many places taste lifted it, less than 0 where it fell; null where taste took no part
    @RegisterForReflection
    public record Parts(Double vector, String kind, Double lexical, Double taste, Integer lift) {}

    @RegisterForReflection
    public record Took(long embed, long find, long rank) {}
}
