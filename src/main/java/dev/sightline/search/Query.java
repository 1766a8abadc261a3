package dev.sightline.search;

import dev.sightline.library.Filter;
import java.util.List;

/// What was written in the search box, understood.
///
/// @param text     the words to look for, without filters and without what is not wanted
/// @param words    the same, word by word and phrase by phrase
/// @param not      what is not wanted, each word or phrase by itself
/// @param filter   which images are meant at all
/// @param terms    the filters as they were written, for display
record Query(String text, List<AskedWord> words, List<String> not, Filter filter, List<String> terms) {

    /// Whether it says which images are meant, and nothing of what they show.
    boolean isFilterAlone() {
        return text.isEmpty() && not.isEmpty() && !filter.isEmpty();
    }
}
