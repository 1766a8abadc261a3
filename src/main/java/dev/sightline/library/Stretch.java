package dev.sightline.library;

import dev.sightline.web.ProblemException;
import java.time.DateTimeException;
import java.time.YearMonth;

/// A part of one month: from one place of the timeline to right before another. It is bound by places and not by
/// numbers, so whatever pictures arrive, those of its neighbours neither repeat nor lack any of its own.
///
/// @param from  the newest image that may be in it, or null: from the end of the month
/// @param until the newest image that comes after it, or null: to the start of the month
record Stretch(YearMonth month, Moment from, Moment until) {

    private static final String DIVIDER = "_";

    /// @param name  `2024-05`, or `2024-05_lx3k9` for one that does not start with the month
    /// @param until a place, or null
    /// @throws ProblemException 400 if that is none
    static Stretch of(String name, String until) {
        try {
            var parts = name.split(DIVIDER, 2);
            return new Stretch(
                    YearMonth.parse(parts[0]),
                    parts.length == 1 ? null : Moment.parse(parts[1]),
                    until == null ? null : Moment.parse(until));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new ProblemException(
                    400, "invalid-place", "Places of the timeline are written as months: 2024-05.", e);
        }
    }

    /// What names it in a page and in an address.
    String name() {
        return from == null ? month.toString() : month + DIVIDER + from;
    }
}
