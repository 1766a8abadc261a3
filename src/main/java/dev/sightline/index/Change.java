package dev.sightline.index;

import java.time.Instant;
import java.util.UUID;

/// A change of the catalogue that engines have to follow.
///
/// @param image     null, with `createdAt`, where only the number is known: before the first change, for example
/// @param createdAt by the clock of PostgreSQL
public record Change(long sequence, UUID image, Instant createdAt) {

    /// Whether the row of this change can be found again.
    public boolean isKnown() {
        return image != null;
    }
}
