package dev.sightline.search;

import dev.sightline.library.ImagePage.Total;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/// What a search found, in order.
///
/// @param entries  the best first
/// @param relevant how many of the search's results are above the cut-off, whichever of them are here
/// @param weaker   how many are below it
/// @param exact    whether everything was looked at, so that there is no more than these
record Ranking(List<Entry> entries, int relevant, int weaker, boolean exact) {

    /// @param score   0 to 1; from 0.5 on it counts as relevant
    /// @param cosine  with the query, or null where nothing was compared
    /// @param lexical how well the words match, 0 to 1, or null if they do not
    record Entry(UUID image, double score, Double cosine, Double lexical) {

        boolean relevant() {
            return score >= 0.5;
        }
    }

    Total countOfRelevant() {
        return new Total(relevant, exact || weaker > 0);
    }

    Total countOfWeaker() {
        return new Total(weaker, exact);
    }

    /// Only what is above the cut-off.
    Ranking head() {
        return with(entries.subList(0, relevant));
    }

    /// Only what is below the cut-off.
    Ranking tail() {
        return with(entries.subList(relevant, entries.size()));
    }

    List<UUID> images() {
        return entries.stream().map(Entry::image).toList();
    }

    /// The same entries in another order.
    ///
    /// @param images those of them that are still there
    Ranking inOrder(List<UUID> images) {
        var byImage = new HashMap<UUID, Entry>();
        entries.forEach(entry -> byImage.put(entry.image(), entry));
        return with(images.stream().map(byImage::get).toList());
    }

    private Ranking with(List<Entry> others) {
        return new Ranking(others, relevant, weaker, exact);
    }
}
