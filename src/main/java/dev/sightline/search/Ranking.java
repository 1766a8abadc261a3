package dev.sightline.search;

import dev.sightline.library.ImagePage.Total;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/// One side of the cut-off of what a search found, in order.
///
/// @param entries  the best first
/// @param isWeak   whether these are what is below the cut-off
/// @param relevant how many of the search's results are above the cut-off
/// @param weaker   how many are below it
/// @param exact    whether everything was looked at, so that there is no more than these
record Ranking(List<Entry> entries, boolean isWeak, int relevant, int weaker, boolean exact) {

    Total countOfRelevant() {
        return new Total(relevant, exact || weaker > 0);
    }

    Total countOfWeaker() {
        return new Total(weaker, exact);
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
        return new Ranking(images.stream().map(byImage::get).toList(), isWeak, relevant, weaker, exact);
    }
}
