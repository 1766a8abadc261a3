package dev.sightline.index;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is written about an image, as a model reads it.
public final class ImageText {

    /// In characters. Local models read some sixty words, services a few hundred: each leaves out itself what it does
    /// not read, and none is sent pages that it would have to be paid for.
    public static final int LONGEST = 2000;

    private ImageText() {}

    /// The words of persons and files before those of a machine, titles before descriptions, each in a line of its own:
    /// what a model leaves out is the end.
    ///
    /// Each may be null.
    ///
    /// @return at most [#LONGEST] characters, ending with a whole word where there is one; empty if
    ///     nothing is written
    public static String of(String title, String description, String machineTitle, String machineDescription) {
        var text = Stream.of(title, description, machineTitle, machineDescription)
                .filter(Objects::nonNull)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .distinct()
                .collect(Collectors.joining("\n"));
        return text.length() <= LONGEST ? text : beginning(text);
    }

    private static String beginning(String text) {
        int end = LONGEST;
        while (end > 0 && !Character.isWhitespace(text.charAt(end))) {
            end--;
        }
        if (end > 0) {
            return text.substring(0, end).strip();
        }
        return text.substring(0, Character.isLowSurrogate(text.charAt(LONGEST)) ? LONGEST - 1 : LONGEST);
    }
}
