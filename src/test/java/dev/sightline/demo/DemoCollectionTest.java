package dev.sightline.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.demo.drawing.Painter;
import dev.sightline.demo.scene.Attribute;
import dev.sightline.demo.scene.Habitat;
import dev.sightline.demo.scene.Place;
import dev.sightline.demo.scene.Scene;
import dev.sightline.demo.scene.Subject;
import dev.sightline.picture.Picture;
import dev.sightline.picture.Resampling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoCollectionTest {

    private static final long REFERENCE_SEED = 202;

    /// The demo model knows these pictures and no others: whoever changes a line of the drawing trains a new model.
    @Test
    void thePicturesAreThoseThatTheModelWasTrainedOn() throws IOException {
        var pinned = lines("/dev/sightline/demo/seed-94.csv");

        var drawn = IntStream.range(0, pinned.size())
                .parallel()
                .mapToObj(index -> {
                    var scene = Scene.of(94, index);
                    var sha256 = Pixels.sha256(Pixels.of(Painter.paint(scene)));
                    return "%d,%s,%s"
                            .formatted(
                                    index, sha256, Captions.of(scene, 0).full().text());
                })
                .toList();

        assertThat(drawn).isEqualTo(pinned);
    }

    @Test
    void thePinnedPicturesHaveEveryStyleSubjectCountColourTimeAndPlace() throws IOException {
        int pinned = lines("/dev/sightline/demo/seed-94.csv").size();

        var values = IntStream.range(0, pinned)
                .mapToObj(index -> Scene.of(94, index).attributes())
                .map(Map::entrySet)
                .flatMap(Collection::stream)
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));

        assertThat(values.get(Attribute.STYLE)).hasSize(8);
        assertThat(values.get(Attribute.SUBJECT)).hasSize(16);
        assertThat(values.get(Attribute.COUNT)).containsExactlyInAnyOrder("1", "2", "3");
        assertThat(values.get(Attribute.COLOUR)).hasSize(8);
        assertThat(values.get(Attribute.TIME)).containsExactlyInAnyOrder("day", "sunset", "night");
        assertThat(values.get(Attribute.PLACE)).hasSize(7);
    }

    @Test
    void theReferencePicturesAreDemoPicturesMadeSmaller() throws IOException {
        var indexes = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 13);
        var references = new ObjectMapper()
                .readTree(resource("/demo-reference/reference.json"))
                .get("pictures");

        for (int i = 0; i < indexes.size(); i++) {
            JsonNode reference = references.get(i);
            var picture = DemoCollection.picture(REFERENCE_SEED, indexes.get(i));
            var file = reference.get("file").textValue();
            Picture expected = Pixels.decode(resource("/demo-reference/" + file));
            var resized =
                    Resampling.BICUBIC.resize(Pixels.decode(picture.bytes()), expected.width(), expected.height());

            assertThat(picture.caption().text())
                    .isEqualTo(reference.get("caption").textValue());
            assertThat(Pixels.meanDifference(resized, expected)).as(file).isLessThan(0.5);
        }
    }

    @Test
    void namesSayTheNumberAndTheFormatAndNothingElse() throws IOException {
        for (var picture : DemoCollection.pictures(12, DemoCollection.SEED, 3).toList()) {
            boolean png = picture.mediaType().equals("image/png");
            assertThat(picture.name()).matches(png ? "demo-00(0[4-9]|1[0-5])\\.png" : "demo-00(0[4-9]|1[0-5])\\.jpg");
            assertThat(picture.bytes())
                    .startsWith(png ? new byte[] {(byte) 0x89, 'P', 'N', 'G'} : new byte[] {(byte) 0xFF, (byte) 0xD8});
        }
    }

    @Test
    void theFilesHoldWhatWasPainted() throws IOException {
        for (var picture : DemoCollection.pictures(12, DemoCollection.SEED, 0).toList()) {
            Picture painted = Pixels.of(Painter.paint(picture.scene()));
            Picture decoded = Pixels.decode(picture.bytes());

            assertThat(Math.max(decoded.width(), decoded.height())).isBetween(640, 970);
            assertThat(Pixels.meanDifference(decoded, painted))
                    .as(picture.name())
                    .isLessThanOrEqualTo(picture.mediaType().equals("image/png") ? 0 : 8);
        }
    }

    @Test
    void aPictureDependsOnlyOnItsSeedAndIndex() {
        var alone = DemoCollection.picture(7, 5);
        var among = DemoCollection.pictures(3, 7, 4).toList().get(1);

        assertThat(among).usingRecursiveComparison().isEqualTo(alone);
        assertThat(DemoCollection.picture(8, 5).scene()).isNotEqualTo(alone.scene());
    }

    @Test
    void onlyThePicturesThatAreAskedForAreDrawn() {
        var first = DemoCollection.pictures(Integer.MAX_VALUE, 7, 0).findFirst();

        assertThat(first)
                .hasValueSatisfying(picture -> assertThat(picture.name()).startsWith("demo-0001."));
    }

    @Test
    void theOfferedPicturesPairMostStylesWithSubjects() {
        var scenes = IntStream.range(0, 240)
                .mapToObj(index -> Scene.of(DemoCollection.SEED, index))
                .toList();
        var origamiSailboat = Map.of(Attribute.STYLE, "origami", Attribute.SUBJECT, "sailboat")
                .entrySet();

        assertThat(scenes.stream()
                        .map(scene -> Set.of(scene.style(), scene.subject()))
                        .distinct())
                .hasSize(119);
        assertThat(scenes.stream().filter(scene -> scene.attributes().entrySet().containsAll(origamiSailboat)))
                .hasSize(4);
    }

    @Test
    void whatSwimsIsNeverInTheDesert() {
        assertThat(IntStream.range(0, 2_000).mapToObj(index -> Scene.of(7, index)))
                .anyMatch(scene -> scene.place() == Place.DESERT && scene.subject() == Subject.CAT)
                .noneMatch(scene ->
                        scene.place() == Place.DESERT && scene.subject().habitat() == Habitat.WATER);
    }

    private static List<String> lines(String name) throws IOException {
        return new String(resource(name), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .toList();
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = DemoCollectionTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void whatIsWrittenAboutAPictureIsThereWithoutIt() {
        var picture = DemoCollection.picture(21, 3);

        assertThat(DemoCollection.caption(21, 3))
                .isEqualTo(picture.title() + "\n" + picture.caption().text());
    }
}
