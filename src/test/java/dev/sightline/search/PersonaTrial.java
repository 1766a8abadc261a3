package dev.sightline.search;

import static java.util.stream.Collectors.toMap;

import dev.sightline.account.Person;
import dev.sightline.demo.scene.Style;
import dev.sightline.demo.scene.Subject;
import dev.sightline.evaluation.Measures;
import dev.sightline.taste.Interactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Jdbi;

/// What people are shown who did something with pictures of a style, of other subjects than the one they look for.
///
/// All of it goes through the real code: what they did is recorded, and the library is searched for `cat`.
final class PersonaTrial {

    static final int FIRST = 10;

    private final DrawnLibrary library;
    private final Jdbi jdbi;
    private final Interactions interactions;
    private final Map<Persona, Person> people = new HashMap<>();

    PersonaTrial(DrawnLibrary library, Jdbi jdbi, Interactions interactions) {
        this.library = library;
        this.jdbi = jdbi;
        this.interactions = interactions;
    }

    /// The first results for somebody, at least ten if there are so many.
    @FunctionalInterface
    interface Searching {
        List<Entry> first(Person person, String text);
    }

    /// What was shown among the first ten of one or more searches.
    ///
    /// @param ofStyle    pictures of the style that show what was wanted, in as many places as there could be
    /// @param attainable how many places these are: ten, or as many as the library has such pictures
    /// @param relevant   pictures that show what was wanted
    /// @param ndcg       of relevance, summed over the searches
    record Shown(int searches, int ofStyle, int attainable, int relevant, double ndcg) {

        static final Shown NOTHING = new Shown(0, 0, 0, 0, 0);

        Shown with(Shown other) {
            return new Shown(
                    searches + other.searches,
                    ofStyle + other.ofStyle,
                    attainable + other.attainable,
                    relevant + other.relevant,
                    ndcg + other.ndcg);
        }

        /// Of the first ten.
        double share() {
            return (double) ofStyle / (searches * FIRST);
        }

        double shareOfAttainable() {
            return (double) ofStyle / attainable;
        }

        double precision() {
            return (double) relevant / (searches * FIRST);
        }

        double meanNdcg() {
            return ndcg / searches;
        }
    }

    /// What a persona is shown of a style.
    Shown shown(Persona persona, Style style, Searching searching) {
        return shown(first(persona, searching), persona.wanted(), style);
    }

    private List<UUID> first(Persona persona, Searching searching) {
        return searching.first(person(persona), text(persona.wanted())).stream()
                .map(Entry::image)
                .limit(FIRST)
                .toList();
    }

    private Shown shown(List<UUID> first, Subject subject, Style style) {
        var wanted = library.showing(scene -> scene.subject() == subject);
        int attainable = Math.min(FIRST, ofStyle(wanted, style));
        var grades = wanted.stream().collect(toMap(image -> image, _ -> 1));
        var relevant = new HashSet<>(first);
        relevant.retainAll(grades.keySet());
        var leading = new HashSet<>(first.subList(0, Math.min(attainable, first.size())));
        leading.retainAll(relevant);
        return new Shown(
                1,
                ofStyle(leading, style),
                attainable,
                relevant.size(),
                Measures.of(first, grades).ndcgAt10());
    }

    private int ofStyle(Collection<UUID> images, Style style) {
        return (int) images.stream()
                .filter(image -> library.scene(image).style() == style)
                .count();
    }

    static String text(Subject subject) {
        return subject.words().getFirst();
    }

    /// What personas of every style are shown of it, whatever they look for.
    Shown shown(int acts, Persona.Way way, Searching searching) {
        var all = Shown.NOTHING;
        for (var style : Style.values()) {
            for (var subject : Subject.values()) {
                all = all.with(shown(Persona.of(style, acts, way, subject), style, searching));
            }
        }
        return all;
    }

    /// Whether people who turned from a style to another are shown more of the new one, taken over all that they may
    /// look for.
    boolean leads(Style before, int acts, Style after, int actsAfter, Persona.Way way, Searching searching) {
        var old = Shown.NOTHING;
        var fresh = Shown.NOTHING;
        for (var subject : Subject.values()) {
            var first = first(Persona.changed(before, acts, after, actsAfter, way, subject), searching);
            old = old.with(shown(first, subject, before));
            fresh = fresh.with(shown(first, subject, after));
        }
        return fresh.shareOfAttainable() > old.shareOfAttainable();
    }

    /// What each of several people is shown after each of their acts, when all act and search at the same time.
    List<List<List<Entry>>> together(List<Persona> personas, Searching searching) {
        var barrier = new CyclicBarrier(personas.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sessions = personas.stream()
                    .map(persona -> CompletableFuture.supplyAsync(() -> session(persona, barrier, searching), threads))
                    .toList();
            return sessions.stream().map(CompletableFuture::join).toList();
        }
    }

    /// What somebody is shown after each of their acts when nobody else is there.
    List<List<Entry>> alone(Persona persona, Searching searching) {
        return session(persona, new CyclicBarrier(1), searching);
    }

    private List<List<Entry>> session(Persona persona, CyclicBarrier barrier, Searching searching) {
        var person = visitor();
        var shown = new ArrayList<List<Entry>>();
        for (var act : persona.history(library, Instant.now())) {
            meet(barrier);
            interactions.record(List.of(act), person);
            meet(barrier);
            shown.add(searching.first(person, text(persona.wanted())));
        }
        return shown;
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("somebody did not go on", e);
        }
    }

    /// Who did what the persona does, once for all searches.
    Person person(Persona persona) {
        return people.computeIfAbsent(persona, _ -> {
            var person = visitor();
            interactions.record(persona.history(library, Instant.now()), person);
            return person;
        });
    }

    /// Somebody who has done nothing.
    Person visitor() {
        long id = jdbi.withHandle(
                handle -> handle.createQuery("""
                        insert into person (name, role) values ('visitor ' || gen_random_uuid(), 'member') returning id
                        """).mapTo(Long.class).one());
        return new Person(id, "visitor");
    }

    /// Forgets everybody, and all that was done.
    static void forget(Jdbi jdbi) {
        jdbi.useHandle(handle -> {
            handle.execute("delete from interaction");
            handle.execute("delete from person where name like 'visitor%'");
        });
    }
}
