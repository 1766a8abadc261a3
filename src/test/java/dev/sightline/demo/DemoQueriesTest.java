package dev.sightline.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.demo.labels.DemoQueries;
import dev.sightline.demo.labels.DemoQueries.Kind;
import dev.sightline.demo.labels.DemoQuery;
import dev.sightline.demo.labels.DemoWords;
import dev.sightline.demo.scene.Hue;
import dev.sightline.demo.scene.Place;
import dev.sightline.demo.scene.Scene;
import dev.sightline.demo.scene.Style;
import dev.sightline.demo.scene.Subject;
import dev.sightline.demo.scene.Time;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The labels of queries are exact: what answers a query is worked out here once more, from the words that scenes have.
class DemoQueriesTest {

    private static final long SEED = 31;
    private static final int COUNT = 300;
    private static final List<Set<String>> SAID =
            IntStream.range(0, COUNT).mapToObj(i -> said(Scene.of(SEED, i))).toList();

    @Test
    void whatIsSeenIsRelevant() {
        assertThat(DemoQueries.of(Kind.PIXELS, SEED, COUNT))
                .hasSizeGreaterThan(150)
                .allSatisfy(query -> relevant(query, i -> SAID.get(i).contains(query.text())))
                .anySatisfy(query -> assertThat(query.relevant()).isEmpty())
                .anySatisfy(query -> assertThat(query.relevant()).hasSizeGreaterThan(10));
    }

    @Test
    void whatOnlyTheWordsSayIsRelevant() {
        assertThat(DemoQueries.of(Kind.WORDS, SEED, COUNT))
                .hasSizeGreaterThan(100)
                .allSatisfy(query -> relevant(query, i -> says(DemoWords.of(SEED, i), query.text())));
    }

    @Test
    void whatIsBothSeenAndSaidIsRelevant() {
        assertThat(DemoQueries.of(Kind.BOTH, SEED, COUNT))
                .hasSizeGreaterThan(20)
                .allSatisfy(query -> {
                    int space = query.text().lastIndexOf(' ');
                    relevant(
                            query,
                            i -> SAID.get(i).contains(query.text().substring(0, space))
                                    && DemoWords.of(SEED, i)
                                            .town()
                                            .equals(query.text().substring(space + 1)));
                });
    }

    @Test
    void whatIsNotWantedIsNotRelevant() {
        assertThat(DemoQueries.of(Kind.NOT, SEED, COUNT)).hasSizeGreaterThan(20).allSatisfy(query -> {
            var parts = query.text().split(" -\"");
            var unwanted = parts[1].replace("\"", "");
            relevant(query, i -> SAID.get(i).contains(parts[0]) && !SAID.get(i).contains(unwanted));
        });
    }

    @Test
    void halfOfTheMixedOnesAreOfEachKind() {
        var mixed = DemoQueries.of(Kind.MIXED, SEED, COUNT);
        int half = mixed.size() / 2;

        assertThat(mixed.subList(0, half))
                .hasSizeGreaterThan(100)
                .allSatisfy(query -> relevant(query, i -> SAID.get(i).contains(query.text())));
        assertThat(mixed.subList(half, mixed.size()))
                .hasSize(half)
                .allSatisfy(query -> relevant(query, i -> says(DemoWords.of(SEED, i), query.text())));
    }

    @Test
    void whatIsUnknownIsInNoPictureAndInNoWords() {
        var said = IntStream.range(0, COUNT)
                .mapToObj(i -> DemoWords.of(SEED, i))
                .flatMap(words -> Stream.of(words.title(), words.town(), words.occasion()));
        var shown = Stream.of(Subject.values(), Style.values(), Place.values(), Time.values())
                .flatMap(Stream::of)
                .flatMap(DemoQueriesTest::words);
        var known = Stream.concat(said, shown).flatMap(DemoQueriesTest::split).collect(Collectors.toSet());
        var hues = Stream.of(Hue.values())
                .flatMap(hue -> hue.words().stream())
                .flatMap(DemoQueriesTest::split)
                .collect(Collectors.toSet());

        assertThat(DemoQueries.of(Kind.UNKNOWN, SEED, COUNT))
                .hasSizeGreaterThan(80)
                .allSatisfy(query -> {
                    assertThat(query.relevant()).isEmpty();
                    assertThat(split(query.text()).filter(word -> !hues.contains(word)))
                            .isNotEmpty()
                            .doesNotContainAnyElementsOf(known);
                });
    }

    private static Stream<String> words(Object value) {
        return switch (value) {
            case Subject subject -> subject.words().stream();
            case Style style -> style.words().stream();
            case Place place -> Stream.concat(place.words().stream(), place.nouns().stream());
            case Time time -> time.words().stream();
            default -> throw new IllegalArgumentException(value.toString());
        };
    }

    private static Stream<String> split(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("\\W+"));
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedGivesTheSameQueries(Kind kind) {
        assertThat(DemoQueries.of(kind, SEED, COUNT))
                .isEqualTo(DemoQueries.of(kind, SEED, COUNT))
                .isNotEqualTo(DemoQueries.of(kind, SEED + 1, COUNT));
        assertThat(texts(kind)).allSatisfy(text -> assertThat(text).isNotBlank());
    }

    private static Set<String> texts(Kind kind) {
        return DemoQueries.of(kind, SEED, COUNT).stream().map(DemoQuery::text).collect(Collectors.toSet());
    }

    private static void relevant(DemoQuery query, IntPredicate answers) {
        assertThat(query.relevant())
                .as(query.text())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, COUNT).filter(answers).boxed().toList());
    }

    /// Everything that queries may say of a scene: some of its attributes, each in any of its words.
    private static Set<String> said(Scene scene) {
        var attributes = List.of(
                scene.style().words(),
                scene.hue().words(),
                scene.subject().words(),
                scene.place().words(),
                scene.time().words());
        Set<String> all = Set.of("");
        for (var words : attributes) {
            all = all.stream()
                    .flatMap(before ->
                            Stream.concat(Stream.of(before), words.stream().map(word -> (before + " " + word).strip())))
                    .collect(Collectors.toSet());
        }
        var said = new HashSet<>(all);
        said.addAll(scene.place().nouns());
        said.remove("");
        return said;
    }

    private static boolean says(DemoWords words, String text) {
        return List.of(words.code(), words.town(), words.occasion(), words.title())
                        .contains(text)
                || isMisspelt(words.town(), text);
    }

    private static boolean isMisspelt(String town, String text) {
        return IntStream.range(1, town.length() - 1)
                .mapToObj(i -> town.substring(0, i) + town.charAt(i + 1) + town.charAt(i) + town.substring(i + 2))
                .anyMatch(text::equals);
    }
}
