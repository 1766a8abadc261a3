package dev.sightline.library;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// A tag that a machine gave.
///
/// @param name        as it is among the tags of its image
/// @param probability of being right, 0 to 1, or null where the model does not say
@RegisterForReflection
public record MachineTag(String name, Double probability) {

    /// `Given by a model, which is 93% sure.`
    String words() {
        // Nobody is told that a model cannot be wrong.
        return probability == null
                ? "Given by a model."
                : "Given by a model, which is %d%% sure.".formatted(Math.min(99, Math.round(100 * probability)));
    }
}
