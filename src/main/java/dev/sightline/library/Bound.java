package dev.sightline.library;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A limit that a number of an image has to keep.
@RegisterForReflection
public record Bound(Quantity quantity, Comparison comparison, double value) {

    private static final Pattern SIZE =
            Pattern.compile("(?<comparison>[<>]=?)(?<number>\\d{1,9}(?:\\.\\d{1,3})?)(?<unit>kb|mb|gb|mp)");
    private static final Pattern RATING = Pattern.compile("(?<comparison>[<>]=?|)(?<number>[0-5])");

    /// Between what is called small and medium, and between that and large.
    private static final double MEDIUM_FROM = 1e6;

    private static final double LARGE_FROM = 8e6;

    @RegisterForReflection
    public enum Quantity {
        BYTES("i.size"),
        PIXELS("i.width::bigint * i.height"),
        RATING("i.rating");

        final String sql;

        Quantity(String sql) {
            this.sql = sql;
        }
    }

    @RegisterForReflection
    public enum Comparison {
        LESS("<"),
        AT_MOST("<="),
        EXACTLY("="),
        AT_LEAST(">="),
        MORE(">");

        final String sql;

        Comparison(String sql) {
            this.sql = sql;
        }

        static Comparison of(String written) {
            return switch (written) {
                case "<" -> LESS;
                case "<=" -> AT_MOST;
                case ">=" -> AT_LEAST;
                case ">" -> MORE;
                default -> EXACTLY;
            };
        }
    }

    /// `>12MP`, `<=800KB`, or a word for so many pixels: `small`, `medium`, `large`; empty for anything else.
    static Optional<List<Bound>> ofSize(String written) {
        var plain = written.toLowerCase(Locale.ROOT);
        Matcher parts = SIZE.matcher(plain);
        if (parts.matches()) {
            return Optional.of(List.of(size(parts)));
        }
        return switch (plain) {
            case "small" -> Optional.of(List.of(pixels(Comparison.LESS, MEDIUM_FROM)));
            case "medium" ->
                Optional.of(List.of(pixels(Comparison.AT_LEAST, MEDIUM_FROM), pixels(Comparison.LESS, LARGE_FROM)));
            case "large" -> Optional.of(List.of(pixels(Comparison.AT_LEAST, LARGE_FROM)));
            default -> Optional.empty();
        };
    }

    private static Bound size(Matcher parts) {
        double number = Double.parseDouble(parts.group("number"));
        var comparison = Comparison.of(parts.group("comparison"));
        return switch (parts.group("unit")) {
            case "kb" -> new Bound(Quantity.BYTES, comparison, number * 1e3);
            case "mb" -> new Bound(Quantity.BYTES, comparison, number * 1e6);
            case "gb" -> new Bound(Quantity.BYTES, comparison, number * 1e9);
            default -> pixels(comparison, number * 1e6);
        };
    }

    private static Bound pixels(Comparison comparison, double number) {
        return new Bound(Quantity.PIXELS, comparison, number);
    }

    /// `4`, `>=3`, `<2` or `rejected`; empty for anything else.
    static Optional<List<Bound>> ofRating(String written) {
        if (written.equalsIgnoreCase("rejected")) {
            return Optional.of(List.of(new Bound(Quantity.RATING, Comparison.EXACTLY, -1)));
        }
        Matcher parts = RATING.matcher(written);
        return parts.matches()
                ? Optional.of(List.of(new Bound(
                        Quantity.RATING,
                        Comparison.of(parts.group("comparison")),
                        Double.parseDouble(parts.group("number")))))
                : Optional.empty();
    }
}
