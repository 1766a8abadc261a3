package dev.sightline.search;

import java.util.List;
import java.util.UUID;

/// Something to search for, offered while it is being typed.
///
/// @param words  as it is shown
/// @param hint   what it means, or null
/// @param text   what to put in the place of what was typed, or null where `href` is the whole search
/// @param run    whether to search at once: what ends with a colon still needs its value
/// @param href   the page of a search that is known, or null
/// @param recent to be forgotten by, or null
record Suggestion(String words, String hint, String text, boolean run, String href, UUID recent) {

    static Suggestion search(String words, Asked asked, UUID recent) {
        return new Suggestion(words, hint(asked), null, true, asked.href(), recent);
    }

    private static String hint(Asked asked) {
        int pictures = asked.examples().size();
        return pictures == 0 ? null : pictures == 1 ? "with a picture" : "with " + pictures + " pictures";
    }

    static Suggestion completion(String words, String hint, String text) {
        return new Suggestion(words, hint, text, !text.endsWith(":"), null, null);
    }

    /// Suggestions of one kind.
    ///
    /// @param icon its name
    record Group(String name, String icon, List<Suggestion> suggestions) {}
}
