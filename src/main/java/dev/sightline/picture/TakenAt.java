package dev.sightline.picture;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// When a picture was taken, by the camera's clock.
///
/// @param local  the date and time that the clock showed
/// @param offset of that clock from UTC, or null: most cameras do not say
public record TakenAt(LocalDateTime local, ZoneOffset offset) {

    private static final Duration STEP_OF_OFFSETS = Duration.ofMinutes(15);
    private static final Duration LARGEST_OFFSET = Duration.ofHours(14);

    /// The moment, for ordering pictures: without an offset the clock is taken to have shown UTC, which may be wrong by
    /// up to 14 hours.
    public Instant instant() {
        return local.toInstant(offset == null ? ZoneOffset.UTC : offset);
    }

    /// A moment that is known from elsewhere, by the clock of the camera: where the two can be one moment, the
    /// difference is the offset that the camera did not say.
    ///
    /// @param clock what the camera says, or null
    static TakenAt of(Instant moment, TakenAt clock) {
        var elsewhere = new TakenAt(LocalDateTime.ofInstant(moment, ZoneOffset.UTC), ZoneOffset.UTC);
        if (clock == null) {
            return elsewhere;
        }
        var ahead = Duration.between(moment, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        if (ahead.isZero()) {
            return clock;
        }
        boolean isOffset = clock.offset == null
                && ahead.abs().compareTo(LARGEST_OFFSET) <= 0
                && ahead.toSeconds() % STEP_OF_OFFSETS.toSeconds() == 0;
        return isOffset
                ? new TakenAt(clock.local, ZoneOffset.ofTotalSeconds(Math.toIntExact(ahead.toSeconds())))
                : elsewhere;
    }
}
