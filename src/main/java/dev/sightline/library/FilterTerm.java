package dev.sightline.library;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// One `name:value` as it is written in the search box and in a query parameter.
public record FilterTerm(String name, String value) {

    public static final Set<String> NAMES = Set.of("type", "after", "before", "tag", "is");

    /// The filter with this term added.
    ///
    /// @throws IllegalArgumentException with words for the person who wrote it
    public Filter addTo(Filter filter) {
        return switch (name) {
            case "type" ->
                new Filter(
                        with(filter.types(), types()),
                        filter.after(),
                        filter.before(),
                        filter.tags(),
                        filter.favourite());
            case "after" -> new Filter(filter.types(), date(), filter.before(), filter.tags(), filter.favourite());
            case "before" -> new Filter(filter.types(), filter.after(), date(), filter.tags(), filter.favourite());
            case "tag" ->
                new Filter(
                        filter.types(),
                        filter.after(),
                        filter.before(),
                        Stream.concat(filter.tags().stream(), Stream.of(Tags.normalised(value)))
                                .distinct()
                                .toList(),
                        filter.favourite());
            case "is" -> {
                if (!value.equals("favourite")) {
                    throw unknown("is:favourite");
                }
                yield new Filter(filter.types(), filter.after(), filter.before(), filter.tags(), true);
            }
            default ->
                throw new IllegalArgumentException(
                        "There is no filter \"%s:\". There are type:, after:, before:, tag: and is:favourite."
                                .formatted(name));
        };
    }

    private Set<String> types() {
        return Formats.mimeTypes(value)
                .orElseThrow(() -> unknown("type:jpeg, type:png, type:gif, type:webp, type:bmp, type:tiff, type:heic, "
                        + "type:avif, type:jxl or type:raw"));
    }

    /// The start of a year, a month or a day, in UTC.
    private Instant date() {
        try {
            LocalDate day =
                    switch (value.length()) {
                        case 4 -> Year.parse(value).atDay(1);
                        case 7 -> YearMonth.parse(value).atDay(1);
                        default -> LocalDate.parse(value);
                    };
            return day.atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw unknown("%1$s:2024, %1$s:2024-05 or %1$s:2024-05-31".formatted(name));
        }
    }

    private IllegalArgumentException unknown(String examples) {
        return new IllegalArgumentException("\"%s:%s\" is not understood. Write %s.".formatted(name, value, examples));
    }

    private static Set<String> with(Set<String> set, Set<String> values) {
        var more = new TreeSet<>(set);
        more.addAll(values);
        return more;
    }
}
