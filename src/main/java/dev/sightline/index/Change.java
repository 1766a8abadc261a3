package dev.sightline.index;

import java.time.Instant;
import java.util.UUID;

/// A change of the catalogue that engines have to follow.
///
/// @param image     null, with `createdAt`, where only the number is known: before the first change, for example
/// @param createdAt by the clock of PostgreSQL
/// @param fewer     whether the image has lost some of its entries, of which it may have kept others
public record Change(long sequence, UUID image, Instant createdAt, boolean fewer) {

    public Change(long sequence, UUID image, Instant createdAt) {
        this(sequence, image, createdAt, false);
    }

    /// Whether the row of this change can be found again.
    public boolean isKnown() {
        return image != null;
    }
}
