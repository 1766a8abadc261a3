package dev.sightline.library;

import dev.sightline.picture.ColourName;
import dev.sightline.web.PlainText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;

/// One `name:value` as it is written in the search box and in a query parameter.
public record FilterTerm(String name, String value) {

    public static final Set<String> NAMES = Set.of(
            "type",
            "date",
            "after",
            "before",
            "tag",
            "is",
            "camera",
            "lens",
            "colour",
            "color",
            "orientation",
            "size",
            "rating",
            "style");

    private static final int LONGEST_PART = 200;

    /// PostgreSQL ends earlier than Java; nobody has pictures of later.
    private static final int LAST_YEAR = 9999;

    /// The filter with this term added.
    ///
    /// @throws IllegalArgumentException with words for the person who wrote it
    public Filter addTo(Filter filter) {
        return switch (name) {
            case "type" -> filter.withTypes(types());
            case "date" -> {
                var day = date();
                yield filter.withAfter(start(day)).withBefore(start(next(day)));
            }
            case "after" -> filter.withAfter(start(date()));
            case "before" -> filter.withBefore(start(date()));
            case "tag" -> filter.withTag(Tags.normalised(value));
            case "is" -> {
                if (!value.equals("favourite")) {
                    throw unknown("is:favourite");
                }
                yield filter.withFavourite();
            }
            case "camera" -> filter.withCamera(part("camera:nikon or camera:\"Nikon D750\""));
            case "lens" -> filter.withLens(part("lens:50mm or lens:\"24-70mm f/2.8\""));
            case "colour", "color" -> filter.withColour(colour());
            case "orientation" -> filter.withShape(shape());
            case "size" ->
                filter.withBounds(Bound.ofSize(value)
                        .orElseThrow(() -> unknown("size:large, size:medium, size:small, size:>12MP or size:<4MB")));
            case "rating" ->
                filter.withBounds(
                        Bound.ofRating(value).orElseThrow(() -> unknown("rating:5, rating:>=3 or rating:rejected")));
            case "style" -> filter.withStyle(part("style:mosaic or style:\"pixel art\""));
            default -> throw new IllegalArgumentException("""
                        There is no filter "%s:". There are type:, date:, after:, before:, tag:, is:favourite, camera:, lens:, \
                        colour:, orientation:, size:, rating: and style:.""".formatted(name));
        };
    }

    private Set<String> types() {
        return Formats.mimeTypes(value)
                .orElseThrow(() -> unknown("type:jpeg, type:png, type:gif, type:webp, type:bmp, type:tiff, type:heic, "
                        + "type:avif, type:jxl or type:raw"));
    }

    private String part(String examples) {
        var part = value.strip().replaceAll("\\s+", " ");
        if (part.isEmpty() || part.length() > LONGEST_PART || !PlainText.isPlain(part)) {
            throw unknown(examples);
        }
        return part;
    }

    private String colour() {
        return ColourName.of(value).map(ColourName::word).orElseThrow(() -> unknown("one of " + ColourName.words()));
    }

    private Filter.Shape shape() {
        return Arrays.stream(Filter.Shape.values())
                .filter(shape -> shape.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> unknown("orientation:landscape, orientation:portrait or orientation:square"));
    }

    /// The first day of a year, of a month, or a day.
    private LocalDate date() {
        try {
            LocalDate day =
                    switch (value.length()) {
                        case 4 -> Year.parse(value).atDay(1);
                        case 7 -> YearMonth.parse(value).atDay(1);
                        default -> LocalDate.parse(value);
                    };
            if (day.getYear() < 1 || day.getYear() > LAST_YEAR) {
                throw new DateTimeException("not in our calendar");
            }
            return day;
        } catch (DateTimeException e) {
            throw unknown("%1$s:2024, %1$s:2024-05 or %1$s:2024-05-31".formatted(name));
        }
    }

    /// The first day after the year, the month or the day that is written.
    private LocalDate next(LocalDate day) {
        return switch (value.length()) {
            case 4 -> day.plusYears(1);
            case 7 -> day.plusMonths(1);
            default -> day.plusDays(1);
        };
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /// The value as far as it can be written: between quotation marks there is none, so it ends before its first.
    String writable() {
        int mark = value.indexOf('"');
        return mark < 0 ? value : value.substring(0, mark).strip();
    }

    /// As it is written in the search box.
    @Override
    public String toString() {
        var part = writable();
        return name + ":" + (part.matches("[^\\s\"]+") ? part : '"' + part + '"');
    }

    private IllegalArgumentException unknown(String examples) {
        return new IllegalArgumentException("\"%s:%s\" is not understood. Write %s.".formatted(name, value, examples));
    }
}
