package dev.sightline.search;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A word of the wanted text, or a phrase that was written between quotation marks.
///
/// @param open whether nothing closes it, so that it may be the beginning of one
record AskedWord(String text, boolean phrase, boolean open) {

    private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

    /// A phrase, or the words of a text.
    ///
    /// @param open whether the last one of them is
    static Stream<AskedWord> in(String written, boolean phrase, boolean open) {
        var plain =
                OTHERS.matcher(written.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
        if (plain.isEmpty()) {
            return Stream.empty();
        }
        if (phrase) {
            return Stream.of(new AskedWord(plain, true, false));
        }
        var words = plain.split(" ");
        return IntStream.range(0, words.length)
                .mapToObj(i -> new AskedWord(words[i], false, open && i == words.length - 1));
    }

    /// @param written as [#toString()] writes it
    static AskedWord of(String written) {
        if (written.startsWith("\"")) {
            return new AskedWord(written.substring(1, written.length() - 1), true, false);
        }
        return written.endsWith("*")
                ? new AskedWord(written.substring(0, written.length() - 1), false, true)
                : new AskedWord(written, false, false);
    }

    /// `red`, `"old barn"` or `harb*`
    @Override
    public String toString() {
        return phrase ? '"' + text + '"' : open ? text + "*" : text;
    }
}
