package dev.sightline.web;

/// The search box as the URL says it: the words, and the picture that is searched with, if there is one.
public record SearchBox(String text, Example example) {

    public static final SearchBox EMPTY = new SearchBox("", null);

    /// A picture to search with, drawn as a small square: `picture` is its URL, `view` the part that counts as an SVG
    /// view box over a square of `width` by `height`, `field` and `value` the hidden input that carries it,
    /// `crop` as in the URL or null, `without` the same search without it.
    public record Example(
            String field,
            String value,
            String crop,
            String picture,
            int width,
            int height,
            String view,
            String without) {}
}
