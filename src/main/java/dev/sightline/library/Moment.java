package dev.sightline.library;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// A place in the timeline: at this image, among those of its date.
///
/// @param micros since 1970, in UTC, as PostgreSQL keeps them
/// @param image  null for the first of all with this date
record Moment(long micros, UUID image) {

    private static final int BASE = 36;

    /// What comes after every other among images of one date.
    private static final UUID HIGHEST = new UUID(-1, -1);

    static Moment of(OffsetDateTime date, UUID image) {
        return new Moment(Math.addExact(date.toEpochSecond() * 1_000_000, date.getNano() / 1_000), image);
    }

    /// Months are those of UTC, as the filters have them: the time of a picture without an offset is kept as if
    /// it were.
    YearMonth month() {
        return YearMonth.from(date());
    }

    OffsetDateTime date() {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    UUID key() {
        return image == null ? HIGHEST : image;
    }

    /// Whether an image at the other place comes after this one, or is it, in the order of the timeline.
    boolean reaches(Moment other) {
        return other.micros == micros
                ? Long.compareUnsigned(other.key().getMostSignificantBits(), key().getMostSignificantBits()) < 0
                        || other.key().getMostSignificantBits() == key().getMostSignificantBits()
                                && Long.compareUnsigned(
                                                other.key().getLeastSignificantBits(), key().getLeastSignificantBits())
                                        <= 0
                : other.micros < micros;
    }

    /// @throws IllegalArgumentException if it was not written by [#toString()]
    static Moment parse(String written) {
        var parts = written.split("\\.", 2);
        return new Moment(Long.parseLong(parts[0], BASE), parts.length == 1 ? null : UUID.fromString(parts[1]));
    }

    @Override
    public String toString() {
        var date = Long.toString(micros, BASE);
        return image == null ? date : date + "." + image;
    }
}
