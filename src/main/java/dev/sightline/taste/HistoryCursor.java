package dev.sightline.taste;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/// The last interaction of a part of a history; the next part begins behind it.
///
/// @param type null for all
@RegisterForReflection
record HistoryCursor(Interaction.Type type, Instant at, UUID id) {

    static HistoryCursor behind(Interaction.Type type, Interaction last) {
        return new HistoryCursor(type, last.at(), last.id());
    }
}
