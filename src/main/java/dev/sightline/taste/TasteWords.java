package dev.sightline.taste;

import dev.sightline.taste.TasteProvider.Judge;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What somebody likes, and why, as people say it.
final class TasteWords {

    private TasteWords() {}

    /// `you favoured 6, downloaded 1 and looked at 12 of Neon`; empty where nothing was done with it
    static String because(String style, Map<Interaction.Type, Integer> acts) {
        var parts = Stream.of(Interaction.Type.FAVOURITE, Interaction.Type.DOWNLOAD, Interaction.Type.VIEW)
                .filter(acts::containsKey)
                .map(type -> "%s %,d".formatted(done(type), acts.get(type)))
                .toList();
        return parts.isEmpty() ? "" : "you %s of %s".formatted(listed(parts), style);
    }

    /// `a`, `a and b`, `a, b and c`
    private static String listed(List<String> parts) {
        int last = parts.size() - 1;
        return last == 0
                ? parts.getFirst()
                : parts.stream().limit(last).collect(Collectors.joining(", ")) + " and " + parts.get(last);
    }

    /// The same, with the reason why somebody else was not asked.
    static String instead(String words, Judge judge) {
        return judge.instead() == null ? words : "%s. %s".formatted(words, judge.instead());
    }

    /// `Amazon Personalize expects you to like Neon`
    static String expected(String style) {
        return "Amazon Personalize expects you to like %s".formatted(style);
    }

    /// With a large letter, as something that stands alone begins.
    static String sentence(String words) {
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /// `favoured`
    static String done(Interaction.Type type) {
        return switch (type) {
            case VIEW -> "looked at";
            case FAVOURITE -> "favoured";
            case UNFAVOURITE -> "no longer favoured";
            case DOWNLOAD -> "downloaded";
        };
    }
}
