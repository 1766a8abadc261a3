package dev.sightline.tagging;

import java.util.List;

/// Tags that answer one question about a picture.
///
/// @param name    of the question: `style`, `subject`
/// @param several whether a picture can have several of them; if not, it gets the likeliest one or none
record Category(String name, boolean several, List<Entry> entries) {

    /// A tag, and what the model is asked for it.
    ///
    /// @param tag     normalised
    /// @param phrases at least one: ways to say what a picture with this tag shows
    record Entry(String tag, List<String> phrases) {}
}
