package dev.sightline.demo;

import java.util.Arrays;
import java.util.stream.Collectors;

/// As much grammar as the captions need.
final class English {

    private English() {}

    static String plural(String noun) {
        if (noun.endsWith("fish")) {
            return noun;
        }
        return noun.endsWith("y")
                ? noun.substring(0, noun.length() - 1) + "ies"
                : noun + (noun.endsWith("ss") ? "es" : "s");
    }

    static String article(String phrase) {
        return "aeiou8".indexOf(phrase.charAt(0)) >= 0 ? "an" : "a";
    }

    static String join(String... parts) {
        return Arrays.stream(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }

    static String capitalise(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
