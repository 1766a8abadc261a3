package dev.sightline.status;

import dev.sightline.index.Coverage;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/// How the library is, for the people who look after it.
///
/// @param images  how many are `processing`, `ready`, `failed` and `trashed`
/// @param jobs    how many are `waiting`, `running`, `done` and `failed`
/// @param repairs how many of which kind the sweep made in the last ninety days
@RegisterForReflection
public record Status(
        String version,
        Map<String, Long> images,
        Map<String, Long> jobs,
        Map<String, Long> repairs,
        Model model,
        Index index,
        Storage storage) {

    /// @param caveat what to know before trusting it; empty if there is nothing
    @RegisterForReflection
    public record Model(String provider, String name, int dimension, String caveat) {}

    @RegisterForReflection
    public record Index(String engine, long generation, Coverage coverage) {}
}
