package dev.sightline.taste;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What somebody likes.
///
/// @param likings by style; none until there are styles
public record Taste(Map<UUID, Liking> likings) {

    /// A style that is neither liked nor avoided.
    public static final double NEUTRAL = 0.5;

    /// How much more than neutral a style is liked that leads: three looks at it in one session, and nothing else.
    private static final double LEADING = 0.1;

    /// @param score 0 to 1
    /// @param acts  what it comes from: how many pictures of the style were looked at, favoured, downloaded
    public record Liking(double score, Map<Interaction.Type, Integer> acts) {}

    public static final Taste NONE = new Taste(Map.of());

    /// Of a style, or of none.
    public double score(UUID style) {
        var liking = style == null ? null : likings.get(style);
        return liking == null ? NEUTRAL : liking.score();
    }

    /// Whether nothing is liked more than anything else.
    public boolean isNeutral() {
        return likings.values().stream().allMatch(liking -> liking.score() == NEUTRAL);
    }

    /// The styles that are liked much more than others, the most first.
    ///
    /// @param most how many at most
    public List<UUID> leading(int most) {
        return likings.entrySet().stream()
                .filter(liking -> liking.getValue().score() >= NEUTRAL + LEADING)
                .sorted(Map.Entry.<UUID, Liking>comparingByValue(Comparator.comparingDouble(Liking::score))
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}
