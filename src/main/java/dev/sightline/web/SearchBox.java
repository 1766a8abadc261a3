package dev.sightline.web;

import java.util.List;

/// The search box as the address says it.
///
/// @param text    the words in it
/// @param carried what else the next search is made of: pictures, and what they count
/// @param results whether the page shows results, so that only these need to be fetched anew
public record SearchBox(String text, List<Field> carried, boolean results) {

    public static final SearchBox EMPTY = new SearchBox("", List.of(), false);

    /// Words alone.
    public static SearchBox of(String text) {
        return new SearchBox(text, List.of(), false);
    }

    /// A parameter that is not shown.
    public record Field(String name, String value) {}
}
