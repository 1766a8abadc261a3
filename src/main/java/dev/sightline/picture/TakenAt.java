package dev.sightline.picture;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// When a picture was taken, by the camera's clock.
///
/// @param local  the date and time that the clock showed
/// @param offset of that clock from UTC, or null: most cameras do not say
public record TakenAt(LocalDateTime local, ZoneOffset offset) {

    /// The moment, for ordering pictures: without an offset the clock is taken to have shown UTC, which may be wrong by
    /// up to 14 hours.
    public Instant instant() {
        return local.toInstant(offset == null ? ZoneOffset.UTC : offset);
    }
}
