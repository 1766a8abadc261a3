package dev.sightline.taste;

import dev.sightline.taste.Taste.Liking;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What somebody likes, from what they did: for styles, never for single pictures.
///
/// Each act counts for the style of its picture, less the longer ago it was. The share of a style in these is mixed
/// with its share in the session, where the latest few acts count most, and set against its share in the library:
///
///     liking = (share - usual) / (share + usual)         -1 to 1
///     score  = 1/2 + 1/2 · liking · all / (all + shrinkage)
///
/// where `all` is the weight of all acts. So a style that is met as often as it occurs has 1/2, and few acts say
/// little.
final class TasteModel {

    private final TasteConfig config;

    TasteModel(TasteConfig config) {
        this.config = config;
    }

    /// An act and the style of its picture.
    record Act(UUID image, UUID style, Interaction.Type type, Instant at) {}

    /// @param acts  the latest first
    /// @param sizes how many pictures each style has
    Taste of(Collection<Act> acts, Map<UUID, Long> sizes, Instant now) {
        var meant = meant(acts);
        var session = session(meant, now);
        var lasting = weights(meant, act -> decay(Duration.between(act.at(), now), config.halfLife()));
        var fresh = new Fading(config.sessionHalfLife());
        var lately = weights(session, _ -> fresh.next());
        double all = sum(lasting) + sum(lately);
        double ofSession = sum(lately) / (sum(lately) + config.sessionShrinkage());
        double pictures = sizes.values().stream().mapToLong(Long::longValue).sum();
        var likings = new HashMap<UUID, Liking>();
        sizes.forEach((style, size) -> {
            double share = (1 - ofSession) * share(lasting, style) + ofSession * share(lately, style);
            likings.put(style, new Liking(score(share, size / pictures, all), counts(meant, style)));
        });
        return new Taste(likings);
    }

    private double score(double share, double usual, double all) {
        double liking = share + usual == 0 ? 0 : (share - usual) / (share + usual);
        return 0.5 + 0.5 * liking * all / (all + config.shrinkage());
    }

    /// Each picture counts once for each kind of act. What was taken back does not count, nor does the taking back.
    private static List<Act> meant(Collection<Act> acts) {
        record Once(UUID image, Interaction.Type type) {}
        var seen = new HashSet<Once>();
        var meant = new ArrayList<Act>();
        for (var act : acts) {
            boolean isTakenBack = act.type() == Interaction.Type.FAVOURITE
                    && seen.contains(new Once(act.image(), Interaction.Type.UNFAVOURITE));
            if (seen.add(new Once(act.image(), act.type()))
                    && !isTakenBack
                    && act.type() != Interaction.Type.UNFAVOURITE) {
                meant.add(act);
            }
        }
        return meant;
    }

    /// The latest acts, as long as no gap lies between them or behind them.
    private List<Act> session(List<Act> acts, Instant now) {
        var session = new ArrayList<Act>();
        var later = now;
        for (var act : acts) {
            if (Duration.between(act.at(), later).compareTo(config.sessionGap()) > 0) {
                break;
            }
            session.add(act);
            later = act.at();
        }
        return session;
    }

    private interface Fade {
        double of(Act act);
    }

    /// What is left of each act in a session, the latest first.
    private static final class Fading {
        private final double step;
        private double left = 1;

        Fading(double halfLife) {
            step = decay(1, halfLife);
        }

        double next() {
            double now = left;
            left *= step;
            return now;
        }
    }

    private Map<UUID, Double> weights(List<Act> acts, Fade fade) {
        var weights = new HashMap<UUID, Double>();
        acts.forEach(act -> weights.merge(act.style(), weight(act.type()) * fade.of(act), Double::sum));
        return weights;
    }

    private double weight(Interaction.Type type) {
        return switch (type) {
            case VIEW -> config.view();
            case FAVOURITE -> config.favourite();
            case DOWNLOAD -> config.download();
            case UNFAVOURITE -> 0;
        };
    }

    private static double decay(Duration age, Duration halfLife) {
        return decay(Math.max(0, age.toMillis()), halfLife.toMillis());
    }

    private static double decay(double age, double halfLife) {
        return Math.pow(0.5, age / halfLife);
    }

    private static double sum(Map<UUID, Double> weights) {
        return weights.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double share(Map<UUID, Double> weights, UUID style) {
        double sum = sum(weights);
        return sum == 0 ? 0 : weights.getOrDefault(style, 0.0) / sum;
    }

    private static Map<Interaction.Type, Integer> counts(List<Act> acts, UUID style) {
        var counts = new EnumMap<Interaction.Type, Integer>(Interaction.Type.class);
        acts.stream()
                .filter(act -> act.style().equals(style))
                .forEach(act -> counts.merge(act.type(), 1, Integer::sum));
        return counts;
    }
}
