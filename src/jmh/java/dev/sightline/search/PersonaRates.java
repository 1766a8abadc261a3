package dev.sightline.search;


import dev.sightline.account.Person;
import dev.sightline.demo.scene.Style;
import dev.sightline.demo.scene.Subject;
import dev.sightline.index.Generations;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    private static final int[] ACTS = {1, 3, 10, 30};
    private static final int MOST = 8;

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

    private final StringBuilder report = new StringBuilder();
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
    void close() throws IOException {
        PersonaTrial.forget(jdbi);
        Files.writeString(Path.of(System.getProperty("sightline.personas.report")), report);
    }

    private void say(String line, Object... values) {
        report.append(line.formatted(values)).append('\n');
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
        say("| acts until the new style leads, after 30 with another | mean of %d turns | at most |", turns().size());
        say("|---|---:|---:|");
        for (var way : List.of(Way.LOOKS, Way.MIXED)) {
            var needed = needed(way, 30, this::search);
            say("| %s | %.2f | %d |", way.said(), mean(needed), needed.stream().mapToInt(n -> n).max().orElseThrow());
        }
        say("");
    }

    private record Turn(Style before, Style after) {}

    /// From every style to every other.
    private static List<Turn> turns() {
        return Arrays.stream(Style.values())
                .flatMap(before -> Stream.of(Style.values())
                        .filter(after -> after != before)
                        .map(after -> new Turn(before, after)))
                .toList();
    }

    /// After how many acts the new style leads, for each turn; one more than are tried if it never does.
    private List<Integer> needed(Way way, int acts, Searching searching) {
        return turns().stream()
                .map(turn -> {
                    int after = 1;
                    while (after <= MOST
                            && !trial.leads(turn.before(), acts, turn.after(), after, way, searching)) {
                        after++;
                    }
                    return after;
                })
                .toList();
    }

    private static double mean(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).average().orElseThrow();
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
        var request = new SearchRequest(text, null, null, null, null, null, false, 50, null, false, null);
        return search.run(request, person).results().stream()
                .map(result -> new Entry(
                        result.image().id(),
                        result.score(),
                        result.parts().vector(),
                        result.parts().lexical(),
                        result.parts().taste(),
                        result.parts().lift()))
                .toList();
    }

    /// With one of the settings changed at a time.
    @Test
    void sweep() {
        var tried = new LinkedHashMap<String, List<String>>();
        tried.put("weight", List.of("0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.7", "0.9", "1"));
        tried.put("shrinkage", List.of("1", "2", "4", "8", "16"));
        tried.put("session-half-life", List.of("1", "1.5", "2", "3", "5", "10"));
        tried.put("session-shrinkage", List.of("0.5", "1", "2", "4", "8"));
        tried.put("favourite", List.of("1", "2", "4", "8"));
        tried.put("download", List.of("1", "2", "5", "10"));
        tried.put("half-life", List.of("7D", "30D", "90D"));
        say("| setting | | after 1 | 3 | 10 | 30 | 10 mixed | 10 earlier | precision | turns: looks | turns: mixed |");
        say("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        say(row("as it is", "", Map.of()));
        tried.forEach((setting, values) -> values.forEach(value -> say(row(setting, value, Map.of(setting, value)))));
    }

    private String row(String setting, String value, Map<String, String> settings) {
        var searching = new Tried(settings);
        var looks = Arrays.stream(ACTS)
                .mapToObj(acts -> trial.shown(acts, Way.LOOKS, searching))
                .toList();
        var mixed = trial.shown(10, Way.MIXED, searching);
        var earlier = trial.shown(10, Way.EARLIER, searching);
        var cells = new ArrayList<String>();
        Stream.concat(looks.stream(), Stream.of(mixed, earlier))
                .map(shown -> "%.3f".formatted(shown.shareOfAttainable()))
                .forEach(cells::add);
        cells.add("%.3f".formatted(looks.get(2).precision()));
        cells.add(turns(Way.LOOKS, searching));
        cells.add(turns(Way.MIXED, searching));
        return "| `%s` | %s | %s |".formatted(setting, value, String.join(" | ", cells));
    }

    private String turns(Way way, Searching searching) {
        var needed = needed(way, 30, searching);
        int most = needed.stream().mapToInt(n -> n).max().orElseThrow();
        return "%.2f (%s)".formatted(mean(needed), most > MOST ? "never" : most);
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
            return personal.order(found, leaning, collections.library(), _ -> found).entries();
        }
    }

    private final Map<String, Ranked> found = new HashMap<>();

    private Ranked found(String text) {
        return found.computeIfAbsent(text, _ -> {
            var scope = new Scope(collections.library(), generations.active(), trial.visitor(), Method.HYBRID);
            return search.inspect(text, scope).ranked();
        });
    }
}
