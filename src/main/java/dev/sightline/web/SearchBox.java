package dev.sightline.web;

import java.util.UUID;

/// The search box as the address says it: the words, and the picture that is searched with.
///
/// @param example null if there is none
public record SearchBox(String text, Example example) {

    public static final SearchBox EMPTY = new SearchBox("", null);

    /// Words alone.
    public static SearchBox of(String text) {
        return new SearchBox(text, null);
    }

    /// A picture to search with.
    ///
    /// @param field   the name of the parameter that carries it, with the id as its value
    /// @param crop    as in the address, or null
    /// @param picture its URL, or null where there is nothing to see
    /// @param width   of the picture, in the units of `view`
    /// @param height  see `width`
    /// @param view    the part that counts, as an SVG view box
    /// @param without the same search without it
    public record Example(
            String field, UUID id, String crop, String picture, int width, int height, String view, String without) {}
}
