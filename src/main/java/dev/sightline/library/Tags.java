package dev.sightline.library;

import dev.sightline.web.PlainText;
import java.util.List;
import java.util.Locale;

/// Tags are lower case, with single spaces, without repetition.
public final class Tags {

    private static final int LONGEST = 100;

    private Tags() {}

    /// @throws IllegalArgumentException if nothing is left, or more than 100 characters, or half a character
    public static String normalised(String tag) {
        if (!PlainText.isPlain(tag)) {
            throw new IllegalArgumentException("A tag " + PlainText.RULE + ".");
        }
        var plain = tag.strip().replaceAll("[\\s\\p{Cntrl},]+", " ").toLowerCase(Locale.ROOT);
        if (plain.isBlank() || plain.length() > LONGEST) {
            throw new IllegalArgumentException("A tag has 1 to %d characters.".formatted(LONGEST));
        }
        return plain;
    }

    public static List<String> normalised(List<String> tags) {
        return tags.stream().map(Tags::normalised).distinct().toList();
    }
}
