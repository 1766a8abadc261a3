package dev.sightline.search;

import java.util.List;
import java.util.UUID;

/// All that a search found, in order.
///
/// @param entries  the best first
/// @param relevant how many of the search's results are above the cut-off, whichever part this is
/// @param exact    false if there may be more relevant ones than were looked at
record Ranking(List<Entry> entries, int relevant, boolean exact) {

    /// @param score   0 to 1; from 0.5 on it counts as relevant
    /// @param cosine  with the query, or null where nothing was compared
    /// @param lexical how well the words match, 0 to 1, or null if they do not
    record Entry(UUID image, double score, Double cosine, Double lexical) {

        boolean relevant() {
            return score >= 0.5;
        }
    }
}
