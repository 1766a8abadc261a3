package dev.sightline.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.demo.scene.Attribute;
import dev.sightline.demo.scene.Hue;
import dev.sightline.demo.scene.Place;
import dev.sightline.demo.scene.Scene;
import dev.sightline.demo.scene.Style;
import dev.sightline.demo.scene.Subject;
import dev.sightline.demo.scene.Time;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CaptionerTest {

    private static final Map<Time, List<String>> TIME_WORDS = Map.of(
            Time.DAY, List.of("day", "bright sky"),
            Time.SUNSET, List.of("sunset", "dusk", "evening", "golden hour", "sundown"),
            Time.NIGHT, List.of("night", "dark", "stars", "moonlight"));

    @Test
    void aTitleSaysHowManyOfWhatColourAndWhen() {
        assertThat(captions(3, Hue.ORANGE, Subject.BUTTERFLY).title()).isEqualTo("Three orange butterflies at night");
        assertThat(captions(2, Hue.RED, Subject.FISH).title()).isEqualTo("Two red fish at night");
        assertThat(captions(1, Hue.ORANGE, Subject.CAR).title()).isEqualTo("An orange car at night");
    }

    @Test
    void theFullCaptionStatesEverythingButTheNumberOne() {
        assertThat(captions(3, Hue.RED, Subject.CAT).full().states()).containsExactly(Attribute.values());
        assertThat(captions(1, Hue.RED, Subject.CAT).full().states())
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(Attribute.COUNT)));
    }

    private static Captions captions(int count, Hue hue, Subject subject) {
        return Captions.of(new Scene(Style.COMIC, subject, count, hue, Time.NIGHT, Place.CITY, 1), 0);
    }

    @Test
    void aCaptionHasAWordForEachAttributeThatItStates() {
        var scenes = IntStream.range(0, 300).mapToObj(index -> Scene.of(7, index));

        assertThat(scenes).allSatisfy(scene -> {
            var captions = Captions.of(scene, 12);
            assertThat(captions.alternatives()).hasSize(12);
            assertStated(scene, captions.full());
            captions.alternatives().forEach(caption -> assertStated(scene, caption));
        });
    }

    private static void assertStated(Scene scene, Caption caption) {
        var text = caption.text().toLowerCase(Locale.ROOT);
        assertThat(caption.states()).isNotEmpty().allSatisfy(attribute -> assertThat(words(scene, attribute))
                .as("%s of '%s'", attribute, text)
                .anyMatch(text::contains));
    }

    private static List<String> words(Scene scene, Attribute attribute) {
        return switch (attribute) {
            case STYLE -> scene.style().words();
            case SUBJECT ->
                scene.subject().words().stream()
                        .flatMap(word -> Stream.of(word, English.plural(word)))
                        .toList();
            case COUNT ->
                List.of(List.of("one", "single", "lone"), List.of("two", "pair", "2"), List.of("three", "trio", "3"))
                        .get(scene.count() - 1);
            case COLOUR -> scene.hue().words();
            case TIME -> TIME_WORDS.get(scene.time());
            case PLACE ->
                Stream.concat(scene.place().nouns().stream(), scene.place().words().stream())
                        .toList();
        };
    }
}
