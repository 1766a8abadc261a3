package dev.sightline.search;

import java.util.List;

/// What a search found.
///
/// @param entries  the best first
/// @param relevant how many of them are above the cut-off: the first ones
/// @param exact    whether everything was looked at, so that there is no more than these
public record Ranked(List<Entry> entries, int relevant, boolean exact) {

    /// Whether there may be more above the cut-off than these.
    boolean goesOn() {
        return !exact && relevant == entries.size();
    }

    /// What is above the cut-off.
    Ranking head() {
        return side(entries.subList(0, relevant), false);
    }

    /// What is below the cut-off.
    Ranking tail() {
        return side(entries.subList(relevant, entries.size()), true);
    }

    private Ranking side(List<Entry> side, boolean isWeak) {
        return new Ranking(side, isWeak, relevant, entries.size() - relevant, exact);
    }
}
