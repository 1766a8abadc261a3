package dev.sightline.search;

import dev.sightline.account.Person;
import dev.sightline.search.SearchRequest.Sort;
import dev.sightline.style.Styles;
import dev.sightline.taste.Taste;
import dev.sightline.taste.TasteProvider.Judge;
import dev.sightline.taste.Tastes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Orders what is relevant by what it is and by what somebody likes. What is not relevant stays where it is: taste
/// never lifts it.
@ApplicationScoped
class PersonalOrder {

    /// Of the styles that somebody likes most, so many are looked for by themselves.
    private static final int LEADING_STYLES = 3;

    private final Tastes tastes;
    private final Styles styles;

    PersonalOrder(Tastes tastes, Styles styles) {
        this.tastes = tastes;
        this.styles = styles;
    }

    /// What somebody likes, and what that counts against relevance: 0 leaves every order as it is, 1 goes by taste
    /// alone.
    record Leaning(Taste taste, double weight) {

        private static final Leaning NONE = new Leaning(Taste.NONE, 0);

        private boolean matters() {
            return weight > 0 && !taste.isNeutral();
        }

        /// Equal ones stay in their order.
        ///
        /// @param styles of the images
        Ranked order(Ranked ranked, Map<UUID, UUID> styles) {
            var entries = new ArrayList<>(ranked.entries());
            var liked = IntStream.range(0, ranked.relevant())
                    .mapToObj(place -> placed(entries.get(place), place, styles))
                    .sorted(Comparator.comparingDouble(Placed::worth).reversed())
                    .toList();
            for (int place = 0; place < liked.size(); place++) {
                entries.set(place, liked.get(place).at(place));
            }
            return new Ranked(entries, ranked.relevant(), ranked.exact());
        }

        private Placed placed(Entry entry, int place, Map<UUID, UUID> styles) {
            double liking = taste.score(styles.get(entry.image()));
            return new Placed(entry, place, liking, (1 - weight) * entry.score() + weight * liking);
        }

        /// @param place  by relevance alone
        /// @param liking of its style
        private record Placed(Entry entry, int place, double liking, double worth) {

            Entry at(int other) {
                return entry.liked(liking, place - other);
            }
        }
    }

    Leaning leaning(SearchRequest request, Person person, long collection) {
        if (request.sort() != Sort.RELEVANCE || request.weaker()) {
            return Leaning.NONE;
        }
        double weight = request.personal() == null ? tastes.weight(person) : request.personal();
        return weight == 0 ? Leaning.NONE : new Leaning(tastes.of(person, collection), weight);
    }

    /// @param judge who said how much styles are liked, or null where taste has no part in the order
    record Ordered(Ranked ranked, Judge judge) {}

    /// @param found   by relevance
    /// @param widened the same search with some other images among its candidates. Where more is relevant than was
    ///                looked at, those of the styles that are liked most
    Ordered order(Ranked found, Leaning leaning, Person person, long collection, Function<Set<UUID>, Ranked> widened) {
        if (!leaning.matters()) {
            return new Ordered(found, null);
        }
        var leading = found.goesOn() ? leaning.taste().leading(LEADING_STYLES) : List.<UUID>of();
        var ranked = leading.isEmpty() ? found : widened.apply(styles.images(leading));
        var head = ranked.head().images();
        var known = styles.ofImages(collection, head);
        var verdict = tastes.judge(leaning.taste(), person, collection, inOrder(head, known));
        return new Ordered(new Leaning(verdict.taste(), leaning.weight()).order(ranked, known), verdict.judge());
    }

    private static Set<UUID> inOrder(List<UUID> images, Map<UUID, UUID> styles) {
        return images.stream()
                .map(styles::get)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
