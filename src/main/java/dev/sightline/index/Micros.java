package dev.sightline.index;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Dates as engines hold them that know numbers only: microseconds since 1970, which is what PostgreSQL keeps, and
/// which a
/// double holds exactly.
public final class Micros {

    /// Beyond these years all dates are the same.
    private static final Instant FIRST = Instant.parse("-0250-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("2250-01-01T00:00:00Z");

    private Micros() {}

    /// The first microsecond that is not before the date: so it serves as a bound from below, and as one from
    /// above that is not reached.
    public static long of(Instant date) {
        var near = date.isBefore(FIRST) ? FIRST : date.isAfter(LAST) ? LAST : date;
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, near);
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).isBefore(near) ? micros + 1 : micros;
    }
}
