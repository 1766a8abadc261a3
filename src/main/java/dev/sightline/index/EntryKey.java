package dev.sightline.index;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What tells entries apart, and by which engines know them: `<image>-<kind>-<ordinal>`.
public record EntryKey(UUID image, Kind kind, int ordinal) {

    private static final Pattern KEY =
            Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([a-z]+)-(\\d{1,9})");

    public static EntryKey of(IndexEntry entry) {
        return new EntryKey(entry.image(), entry.kind(), entry.ordinal());
    }

    /// All that an image can have.
    public static Stream<EntryKey> all(UUID image) {
        return Arrays.stream(Kind.values()).flatMap(kind -> IntStream.range(0, IndexEntry.ORDINALS)
                .mapToObj(ordinal -> new EntryKey(image, kind, ordinal)));
    }

    /// Reads what [#toString()] wrote; empty if it is something else.
    public static Optional<EntryKey> parse(String key) {
        var match = KEY.matcher(key);
        return match.matches()
                ? Optional.of(new EntryKey(
                        UUID.fromString(match.group(1)), Kind.of(match.group(2)), Integer.parseInt(match.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "%s-%s-%d".formatted(image, kind.code(), ordinal);
    }
}
