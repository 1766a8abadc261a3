package dev.sightline.taste;

import dev.sightline.account.Person;
import dev.sightline.account.Persons;
import dev.sightline.library.Collections;
import dev.sightline.taste.Tastes.Liked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Pictures of the styles that somebody likes most, which they have done nothing with yet.
@Named
@ApplicationScoped
public class ForYou {

    private static final int STYLES = 3;

    private final Tastes tastes;
    private final TasteRepository repository;
    private final Interactions interactions;
    private final Collections collections;
    private final Persons persons;

    ForYou(
            Tastes tastes,
            TasteRepository repository,
            Interactions interactions,
            Collections collections,
            Persons persons) {
        this.tastes = tastes;
        this.repository = repository;
        this.interactions = interactions;
        this.collections = collections;
        this.persons = persons;
    }

    /// Why there is a row of pictures for the person of this request, in words; null where there is none: they like
    /// nothing more than anything else yet, or have paused it.
    public String why() {
        var person = persons.current();
        var leading = leading(person);
        return leading.isEmpty() || !interactions.recording(person)
                ? null
                : "Because " + leading.stream().map(Liked::why).collect(Collectors.joining(", and "));
    }

    /// Pictures of a style that somebody likes.
    record Picks(Liked style, List<UUID> images) {}

    /// By style, the one liked most first.
    ///
    /// @param each how many pictures of each style at most
    List<Picks> picks(Person person, int each) {
        var leading = leading(person);
        var fresh = repository.fresh(leading.stream().map(Liked::id).toList(), person, each);
        return leading.stream()
                .map(style -> new Picks(style, fresh.getOrDefault(style.id(), List.of())))
                .toList();
    }

    private List<Liked> leading(Person person) {
        var taste = tastes.of(person, collections.library());
        var leading = taste.leading(STYLES);
        return leading.isEmpty()
                ? List.of()
                : tastes.liked(taste).stream()
                        .filter(style -> leading.contains(style.id()))
                        .toList();
    }

    /// The first of each style, then the second of each, and so on.
    static List<UUID> mixed(List<Picks> picks) {
        int most = picks.stream().mapToInt(each -> each.images().size()).max().orElse(0);
        return IntStream.range(0, most)
                .boxed()
                .flatMap(place -> picks.stream()
                        .filter(each -> place < each.images().size())
                        .map(each -> each.images().get(place)))
                .toList();
    }
}
