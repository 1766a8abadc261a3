package dev.sightline.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A measure with its interval, in numbers and as a stroke on a scale.
///
/// @param value    `0.853`
/// @param interval `0.812 to 0.894`
/// @param low      where the interval begins on the scale, in percent of its length
/// @param middle   where the mean is
/// @param high     where it ends
record Figure(Measure measure, String value, String interval, String low, String middle, String high) {

    /// On a scale from 0 to 1.
    static Figure of(Measure measure, Interval interval) {
        return new Figure(
                measure,
                number(interval.mean()),
                number(interval.low()) + " to " + number(interval.high()),
                percent(interval.low()),
                percent(interval.mean()),
                percent(interval.high()));
    }

    /// On a scale from minus to plus the reach.
    static Figure ofDifference(Measure measure, Interval interval, double reach) {
        return new Figure(
                measure,
                signed(interval.mean()),
                signed(interval.low()) + " to " + signed(interval.high()),
                percent((interval.low() / reach + 1) / 2),
                percent((interval.mean() / reach + 1) / 2),
                percent((interval.high() / reach + 1) / 2));
    }

    /// Those of these that were measured.
    static List<Figure> of(List<Measure> measures, Map<String, Interval> measured) {
        return measures.stream()
                .filter(measure -> measured.containsKey(measure.code()))
                .map(measure -> of(measure, measured.get(measure.code())))
                .toList();
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /// `+0.021`, `−0.004`; what is rounded to nothing has no sign.
    static String signed(double value) {
        long thousandths = Math.round(value * 1000);
        return (thousandths == 0 ? "" : thousandths > 0 ? "+" : "−") + number(Math.abs(thousandths) / 1000.0);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * share);
    }
}
