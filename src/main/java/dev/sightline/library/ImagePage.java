package dev.sightline.library;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/// A part of a listing, newest first.
///
/// @param next the cursor of the next part, null at the end
@RegisterForReflection
public record ImagePage(List<Image> images, String next, Total total) {

    /// @param exact false where counting on would take too long
    @RegisterForReflection
    public record Total(long count, boolean exact) {}
}
