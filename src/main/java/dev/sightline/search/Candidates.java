package dev.sightline.search;

import dev.sightline.search.Aim.Part;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// What may be a result: found by its vector, by its words, or by both.
///
/// @param pixels   of all candidates; where nothing is aimed at, in the order to show them in
/// @param words    what was found by words
/// @param rests    texts that words leave to pixels
/// @param unwanted those whose words say what is not wanted
/// @param full     whether the window was full, so that there may be more
record Candidates(
        Aim aim,
        Map<UUID, Pixels> pixels,
        Lexical.Found words,
        Map<String, Part> rests,
        Set<UUID> unwanted,
        boolean full) {

    /// What an image is called exactly counts as so much more than words that only occur in it.
    private static final double EXACT = 1;

    /// How little less a word is worth that was begun or corrected: enough to come behind what is written so.
    private static final double INEXACT = 0.1;

    /// Without a phrase that others have, pixels count for no more than this: it is weaker than any cut-off.
    private static final double WITHOUT_PHRASE = 0.5;

    /// Others in their place.
    Candidates with(Map<UUID, Pixels> pixels, Set<UUID> unwanted) {
        return new Candidates(aim, pixels, words, rests, unwanted, full);
    }

    /// The candidates as the query sees them, without those that are not wanted.
    ///
    /// @param cutOff the strength from which something is there that is not wanted
    Judged judged(Method method, double cutOff, Set<UUID> excluded) {
        var directions = aim.directions();
        var judgements = wanted(cutOff, excluded)
                .map(candidate -> {
                    var image = candidate.getKey();
                    var picture = method.looksAtPixels() ? candidate.getValue() : null;
                    var match = words.images().get(image);
                    var judgement = aim.judgement(image, picture, directions).with(answer(match, picture), rank(match));
                    return words.phrases() && match == null ? judgement.atMost(WITHOUT_PHRASE) : judgement;
                })
                .toList();
        return new Judged(judgements, aim.shareOfText(), !full);
    }

    /// The candidates where nothing is aimed at, in the order that they came in.
    Ranked listed(double cutOff, Set<UUID> excluded) {
        var entries = wanted(cutOff, excluded)
                .map(candidate -> new Entry(candidate.getKey(), 1, null, null, null))
                .toList();
        return new Ranked(entries, entries.size(), !full);
    }

    private Stream<Map.Entry<UUID, Pixels>> wanted(double cutOff, Set<UUID> excluded) {
        return pixels.entrySet().stream()
                .filter(candidate -> !excluded.contains(candidate.getKey()))
                .filter(candidate -> !unwanted.contains(candidate.getKey()))
                .filter(candidate -> !aim.vetoes(candidate.getValue(), cutOff));
    }

    /// Among images whose words leave something to the pixels, these say which is the better.
    private static Double rank(Match match) {
        return match == null ? null : match.rest().isEmpty() ? match.rank() : 0;
    }

    /// How far an image answers the query by its words, what these leave being answered by its pixels.
    ///
    /// @param match   or null
    /// @param picture or null where pixels are not looked at
    /// @return null if its words have no part in it
    private Double answer(Match match, Pixels picture) {
        if (match == null) {
            return null;
        }
        if (match.exact()) {
            return 1 + EXACT;
        }
        if (match.rest().isEmpty()) {
            return 1 - INEXACT * (1 - match.share());
        }
        if (picture == null) {
            return match.share();
        }
        var rest = rests.get(match.rest());
        return rest == null ? null : Math.min(1, rest.strength(picture));
    }
}
