package dev.sightline.web;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/// Numbers, sizes and times as people say them.
public final class Phrases {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

    private Phrases() {}

    /// `1 picture`, `2,400 pictures`
    public static String count(long count, String one, String many) {
        return count == 1 ? "1 " + one : String.format(Locale.ENGLISH, "%,d %s", count, many);
    }

    /// `830 bytes`, `85 KB`, `1.2 MB`, `3.4 GB`
    public static String size(long bytes) {
        if (bytes < 1_000) {
            return count(bytes, "byte", "bytes");
        }
        if (bytes < 1_000_000) {
            return String.format(Locale.ENGLISH, "%,.0f KB", bytes / 1e3);
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ENGLISH, "%,.1f MB", bytes / 1e6)
                : String.format(Locale.ENGLISH, "%,.1f GB", bytes / 1e9);
    }

    /// `November 2026`
    public static String month(YearMonth month) {
        return MONTH.format(month);
    }

    /// `21 November 2026, 08:30`, in the offset that the time names
    public static String moment(TemporalAccessor time) {
        return MOMENT.format(time);
    }

    /// `21 November 2026, 08:30`, in the time zone of this machine
    public static String moment(Instant time) {
        return MOMENT.format(time.atZone(ZoneId.systemDefault()));
    }

    /// `just now`, `12 minutes ago`, `in 40 seconds`; a moment when it is further away than a day
    public static String relative(Instant time, Instant now) {
        Duration away = Duration.between(now, time).abs();
        if (away.toSeconds() < 5) {
            return "just now";
        }
        if (away.toDays() > 0) {
            return moment(time);
        }
        String words = away.toHours() > 0
                ? count(away.toHours(), "hour", "hours")
                : away.toMinutes() > 0
                        ? count(away.toMinutes(), "minute", "minutes")
                        : count(away.toSeconds(), "second", "seconds");
        return time.isAfter(now) ? "in " + words : words + " ago";
    }
}
