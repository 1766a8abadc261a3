package dev.sightline.library;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/// A way to narrow down what is shown, with what there is to choose from.
///
/// @param name   `type`, `year`, `camera`, `colour`, `orientation` or `favourite`
/// @param values the ones that some picture has: years from the latest on, colours as in the rainbow, all others with
///     the most frequent first
@RegisterForReflection
public record Facet(String name, List<Value> values) {

    /// @param term  the filter that shows these pictures, as it is written: `camera:"Nikon D750"`
    /// @param words what people call it: `Nikon D750`
    /// @param count how many pictures that filter shows
    @RegisterForReflection
    public record Value(String term, String words, long count) {}
}
