package dev.sightline.search;

import static java.util.stream.Collectors.joining;

import dev.sightline.account.Person;
import dev.sightline.demo.scene.Style;
import dev.sightline.demo.scene.Subject;
import dev.sightline.index.Generations;
import dev.sightline.index.Kind;
import dev.sightline.library.Collections;
import dev.sightline.search.Persona.Way;
import dev.sightline.search.PersonaTrial.Searching;
import dev.sightline.search.PersonaTrial.Shown;
import dev.sightline.style.Styles;
import dev.sightline.taste.Interactions;
import dev.sightline.taste.TastesAlone;
import dev.sightline.testing.KeptServers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What taste does to searches, in a library of drawn pictures that is kept between runs, and what it would do with
/// other settings. Called by `tools/quality/personas`, which names the size of the library, its seed and the file that
/// the tables go to.
@QuarkusTest
@TestProfile(PersonaRates.Kept.class)
class PersonaRates {

    private static final Path REPORT = Path.of(System.getProperty("sightline.personas.report"));

    private static final int[] ACTS = {1, 3, 10, 30};
    private static final int MOST = 8;

    /// So many acts with a style before somebody turns to another.
    private static final int BEFORE = 30;

    /// To how many others somebody turns from each style.
    private static final int ALL = Style.values().length - 1;

    private static final int SOME = 2;

    public static class Kept implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(KeptServers.class));
        }
    }

    @Inject
    Jdbi jdbi;

    @Inject
    Search search;

    @Inject
    Interactions interactions;

    @Inject
    Styles styles;

    @Inject
    Generations generations;

    @Inject
    Collections collections;

    private DrawnLibrary library;
    private PersonaTrial trial;

    @BeforeEach
    void open() {
        int count = Integer.getInteger("sightline.personas.count");
        library = DrawnLibrary.of(jdbi, Long.getLong("sightline.personas.seed"), count);
        library.findStyles(null);
        PersonaTrial.forget(jdbi);
        trial = new PersonaTrial(library, jdbi, interactions);
        say("%d pictures, %d styles found", count, styles());
        say("");
    }

    private int styles() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(distinct style_id) from image_style")
                .mapTo(int.class)
                .one());
    }

    @AfterEach
    void close() {
        PersonaTrial.forget(jdbi);
    }

    private void say(String line, Object... values) {
        try {
            Files.writeString(REPORT, line.formatted(values) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// With the settings as they are.
    @Test
    void report() {
        sayShown();
        sayTurns();
        sayTogether();
    }

    private void sayShown() {
        say("| acts | | share of the first ten | of what is attainable | precision | nDCG |");
        say("|---:|---|---:|---:|---:|---:|");
        say(row(0, "", trial.shown(0, Way.LOOKS, this::search)));
        for (var way : Way.values()) {
            for (int acts : ACTS) {
                say(row(acts, way.said(), trial.shown(acts, way, this::search)));
            }
        }
        say("");
    }

    private static String row(int acts, String way, Shown shown) {
        return "| %d | %s | %.3f | %.3f | %.3f | %.3f |".formatted(
                acts, way, shown.share(), shown.shareOfAttainable(), shown.precision(), shown.meanNdcg());
    }

    private void sayTurns() {
        say("| acts until the new style leads, after %d with another | at least | mean of %d turns | at most |", BEFORE, turns(ALL).size());
        say("|---|---:|---:|---:|");
        for (var way : List.of(Way.LOOKS, Way.MIXED)) {
            var needed = needed(way, turns(ALL), this::search).stream()
                    .mapToInt(Integer::intValue)
                    .summaryStatistics();
            say("| %s | %d | %.2f | %d |", way.said(), needed.getMin(), needed.getAverage(), needed.getMax());
        }
        say("");
    }

    private record Turn(Style before, Style after) {}

    /// From every style to some others.
    private static List<Turn> turns(int others) {
        var all = Style.values();
        return Arrays.stream(all)
                .flatMap(before -> IntStream.rangeClosed(1, others)
                        .mapToObj(i -> new Turn(before, all[(before.ordinal() + i) % all.length])))
                .toList();
    }

    /// After how many acts the new style leads, for each turn; one more than are tried if it never does.
    private List<Integer> needed(Way way, List<Turn> turns, Searching searching) {
        return turns.stream()
                .map(turn -> IntStream.rangeClosed(1, MOST)
                        .filter(acts -> trial.leads(turn.before(), BEFORE, turn.after(), acts, way, searching))
                        .findFirst()
                        .orElse(MOST + 1))
                .toList();
    }

    private void sayTogether() {
        int searches = 0;
        int same = 0;
        double most = 0;
        for (var subject : Subject.values()) {
            var personas = Stream.of(Style.NEON, Style.ORIGAMI, Style.COMIC)
                    .map(style -> Persona.of(style, 10, Way.MIXED, subject))
                    .toList();
            var together = trial.together(personas, this::search);
            for (int persona = 0; persona < personas.size(); persona++) {
                var alone = trial.alone(personas.get(persona), this::search);
                for (int act = 0; act < alone.size(); act++) {
                    var shown = together.get(persona).get(act);
                    searches++;
                    same += images(shown).equals(images(alone.get(act))) ? 1 : 0;
                    most = Math.max(most, apart(shown, alone.get(act)));
                }
            }
        }
        say("Three people at once: of %d searches %d have the same first ten, in the same order, as alone; ", searches, same);
        say("the tastes that these were ordered by differ by at most %.7f.", most);
    }

    private static List<UUID> images(List<Entry> shown) {
        return shown.stream().limit(PersonaTrial.FIRST).map(Entry::image).toList();
    }

    /// By how much the tastes of the same images differ at most.
    private static double apart(List<Entry> one, List<Entry> other) {
        var tastes = new HashMap<UUID, Double>();
        other.forEach(entry -> tastes.put(entry.image(), entry.taste()));
        return one.stream()
                .filter(entry -> tastes.containsKey(entry.image()))
                .mapToDouble(entry -> Math.abs(entry.taste() - tastes.get(entry.image())))
                .max()
                .orElseThrow();
    }

    private List<Entry> search(Person person, String text) {
        var request = new SearchRequest(text, null, null, null, null, null, null, false, 50, null, false, null);
        return search.run(request, person).results().stream()
                .map(result -> new Entry(
                        result.image().id(),
                        result.score(),
                        result.parts().vector(),
                        null,
                        result.parts().lexical(),
                        result.parts().taste(),
                        result.parts().lift()))
                .toList();
    }

    /// With other settings.
    @Test
    void sweep() {
        say("| settings | after 1 look | 10 looks | 10 looks on days before | precision after 10 | nDCG | looks to turn | mixed acts to turn |");
        say("|---|---:|---:|---:|---:|---:|---:|---:|");
        say(row(Map.of()));
        for (var halfLife : List.of("1", "1.5", "2", "3", "5")) {
            for (var shrinkage : List.of("0.5", "1", "2", "4")) {
                say(row(with("session-half-life", halfLife, "session-shrinkage", shrinkage)));
            }
        }
        for (var weight : List.of("0", "0.02", "0.05", "0.1", "0.2", "0.5", "0.7", "1")) {
            say(row(Map.of("weight", weight)));
        }
        for (var shrinkage : List.of("1", "2", "8", "16")) {
            say(row(Map.of("shrinkage", shrinkage)));
        }
        say(row(with("favourite", "2", "download", "2")));
        say(row(with("favourite", "8", "download", "10")));
    }

    private static Map<String, String> with(String one, String value, String other, String otherValue) {
        var settings = new TreeMap<String, String>();
        settings.put(one, value);
        settings.put(other, otherValue);
        return settings;
    }

    private String row(Map<String, String> settings) {
        var searching = new Tried(settings);
        var once = trial.shown(1, Way.LOOKS, searching);
        var often = trial.shown(10, Way.LOOKS, searching);
        var earlier = trial.shown(10, Way.EARLIER, searching);
        var said = settings.entrySet().stream()
                .map(setting -> "`%s` %s".formatted(setting.getKey(), setting.getValue()))
                .collect(joining(", "));
        return "| %s | %.3f | %.3f | %.3f | %.3f | %.3f | %s | %s |".formatted(
                said.isEmpty() ? "default" : said,
                once.shareOfAttainable(),
                often.shareOfAttainable(),
                earlier.shareOfAttainable(),
                often.precision(),
                often.meanNdcg(),
                turned(Way.LOOKS, searching),
                turned(Way.MIXED, searching));
    }

    /// The least, the mean and the most acts that a turn needs.
    private String turned(Way way, Searching searching) {
        var needed = needed(way, turns(SOME), searching).stream()
                .mapToInt(Integer::intValue)
                .summaryStatistics();
        if (needed.getMin() > MOST) {
            return "more";
        }
        return "%d, %.1f, %s".formatted(
                needed.getMin(), needed.getAverage(), needed.getMax() > MOST ? "more" : needed.getMax());
    }

    /// The order that other settings would give, of what the search finds by relevance.
    private final class Tried implements Searching {

        private final PersonalOrder personal;

        Tried(Map<String, String> settings) {
            personal = new PersonalOrder(TastesAlone.of(jdbi, settings), styles);
        }

        @Override
        public List<Entry> first(Person person, String text) {
            var request = SearchRequest.of(text);
            var leaning = personal.leaning(request, person, collections.library());
            var found = found(text);
            return personal.order(found, leaning, person, collections.library(), _ -> found)
                    .ranked()
                    .entries();
        }
    }

    private final Map<String, Ranked> found = new HashMap<>();

    private Ranked found(String text) {
        return found.computeIfAbsent(text, _ -> {
            var scope = new Scope(collections.library(), generations.active(), trial.visitor(), Method.HYBRID, Kind.IMAGE);
            return search.inspect(text, scope).ranked();
        });
    }
}
