package dev.sightline.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Compares the clock of this machine with that of another: signatures hold for minutes, and what is shared by several
/// instances is due at times.
public final class Clock {

    /// Services refuse a signature that is further away than five minutes; this is well before.
    private static final Duration MOST = Duration.ofMinutes(2);

    private Clock() {}

    /// Nothing if they agree.
    ///
    /// @param there what the other clock says now
    public static List<Finding> compared(String subject, Instant there) {
        var apart = Duration.between(there, Instant.now()).abs();
        return apart.compareTo(MOST) <= 0
                ? List.of()
                : List.of(Finding.wrong(
                        subject,
                        "Its clock and that of this machine are %d seconds apart.".formatted(apart.toSeconds()),
                        "Set the clock of this machine by the network (NTP)."));
    }
}
