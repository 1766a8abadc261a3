package dev.sightline.tagging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.scene.Scene;
import dev.sightline.ingest.Outcome;
import dev.sightline.ingest.SweepTask;
import dev.sightline.library.MachineTag;
import dev.sightline.library.MachineTags;
import dev.sightline.library.MachineTags.Source;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The model tags pictures, and leaves alone what persons say.
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestProfile(TaggingTest.Enabled.class)
class TaggingTest {

    public static class Enabled implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sightline.tagging.enabled", "true");
        }
    }

    @Inject
    Jdbi jdbi;

    @Inject
    TaggingTask task;

    @Inject
    MachineTags machineTags;

    @Inject
    @All
    List<SweepTask> sweeps;

    @BeforeEach
    void empty() {
        Database.empty(jdbi);
    }

    private UUID picture(int index) {
        return tagged(Client.upload(DemoCollection.picture(55, index)));
    }

    private UUID tagged(UUID image) {
        Client.settled(image);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> jdbi.withHandle(
                        handle -> handle.createQuery("select exists (select from tagging where image_id = :image)")
                                .bind("image", image)
                                .mapTo(boolean.class)
                                .one()));
        return image;
    }

    @Test
    void aNewPictureHasTheTagsOfWhatItShows() {
        int wanted = 0;
        int found = 0;
        int wrongStyles = 0;
        for (int index = 0; index < 20; index++) {
            var scene = Scene.of(55, index);
            var image = get(picture(index));
            var machine = machine(image);
            assertThat(image.getList("tags", String.class)).containsExactlyInAnyOrderElementsOf(machine.keySet());
            assertThat(machine.values()).allSatisfy(sure -> assertThat(sure).isBetween(0.8, 1.0));
            var style = scene.style().words().getFirst();
            var shown = List.of(style, scene.hue().words().getFirst());
            wanted += shown.size();
            found += shown.stream().filter(machine::containsKey).count();
            wrongStyles +=
                    List.of("comic", "neon", "origami", "watercolour", "pixel art", "blueprint", "mosaic").stream()
                            .filter(machine::containsKey)
                            .filter(tag -> !tag.equals(style))
                            .count();
        }
        assertThat(found).isGreaterThan(wanted * 8 / 10);
        assertThat(wrongStyles).isLessThan(2);
    }

    @Test
    void aMachinesTagsAreSearchedAndListedLikeAllOthersAndMarked() {
        var image = picture(0);
        var style = Scene.of(55, 0).style().words().getFirst();
        assertThat(machine(get(image))).containsKey(style);

        assertThat(Client.search(Map.of("filter", "tag:\"%s\"".formatted(style)))
                        .getList("results.image.id", UUID.class))
                .containsExactly(image);
        assertThat(given().get("/api/tags").jsonPath().getList("tags.name")).contains(style);
        given().get("/images/{id}", image)
                .then()
                .statusCode(200)
                .body(containsString("data-tag=\"%s\" class=\"machine\"".formatted(style)))
                .body(containsString("Given by a model, which is "));
        given().get("/settings").then().statusCode(200).body(containsString("1 of 1 picture"));
    }

    @Test
    void whatAPersonTakesAwayDoesNotComeBackAndWhatAPersonSaysStays() {
        var image = picture(0);
        var style = Scene.of(55, 0).style().words().getFirst();
        var rest = without(get(image).getList("tags", String.class), style);
        setTags(image, with(rest, "of mine"));
        assertThat(get(image).getList("tags")).doesNotContain(style).contains("of mine");

        tagAgain();

        assertThat(get(image).getList("tags", String.class)).containsExactlyInAnyOrderElementsOf(with(rest, "of mine"));
        assertThat(machine(get(image))).doesNotContainKeys("of mine", style);

        // Put back, it is the person's.
        setTags(image, with(rest, style));
        assertThat(machine(get(image))).doesNotContainKey(style);
        tagAgain();
        assertThat(get(image).getList("tags")).contains(style);
        assertThat(machine(get(image))).doesNotContainKey(style);
    }

    @Test
    void aTagThatIsRenamedEverywhereIsThePersonsThen() {
        var image = picture(0);
        var style = Scene.of(55, 0).style().words().getFirst();
        given().contentType(ContentType.JSON)
                .body(Map.of("tag", style, "to", "renamed"))
                .post("/api/tags/changes")
                .then()
                .statusCode(201);

        tagAgain();

        assertThat(get(image).getList("tags")).contains("renamed").doesNotContain(style);
        assertThat(machine(get(image))).doesNotContainKeys("renamed", style);
    }

    @Test
    void picturesThatAreHereAlreadyAreTaggedInTheBackground() {
        var images = IntStream.range(0, 3).mapToObj(this::picture).toList();
        var before = images.stream().map(image -> machine(get(image))).toList();
        jdbi.useHandle(handle -> {
            handle.execute("delete from machine_tag");
            handle.execute("update image set tags = '{}'");
            handle.execute("delete from machine_tag");
            handle.execute("delete from tagging");
        });
        assertThat(get(images.getFirst()).getList("tags")).isEmpty();

        finish();

        assertThat(images.stream().map(image -> machine(get(image))).toList()).isEqualTo(before);
    }

    @Test
    void anotherVocabularyTakesThePlaceOfTheOneBefore() {
        var image = picture(0);
        setTags(image, with(get(image).getList("tags", String.class), "of mine"));
        jdbi.useTransaction(handle -> machineTags.replace(
                handle,
                image,
                Source.VOCABULARY,
                List.of(new MachineTag("other", 0.9), new MachineTag("of mine", 0.9))));

        assertThat(get(image).getList("tags", String.class)).containsExactlyInAnyOrder("of mine", "other");
        assertThat(machine(get(image))).isEqualTo(Map.of("other", 0.9));
    }

    @Test
    void whatADescriptionSaysIsLeftAlone() {
        var image = picture(0);
        var before = get(image).getList("tags", String.class);
        jdbi.useTransaction(handle ->
                machineTags.replace(handle, image, Source.DESCRIPTION, List.of(new MachineTag("said", null))));

        tagAgain();

        assertThat(get(image).getList("tags", String.class)).containsExactlyInAnyOrderElementsOf(with(before, "said"));
        assertThat(machine(get(image))).containsEntry("said", null);
    }

    @Test
    void theyOutliveAnotherReadingOfTheFile() {
        var image = picture(0);
        var before = get(image).getList("tags", String.class);
        assertThat(before).isNotEmpty();
        jdbi.useHandle(handle -> handle.execute("update image set metadata_version = 0"));

        sweeps.forEach(SweepTask::sweep);

        int version = jdbi.withHandle(handle -> handle.createQuery("select min(metadata_version) from image")
                .mapTo(int.class)
                .one());
        assertThat(version).isPositive();
        assertThat(get(image).getList("tags", String.class)).isEqualTo(before);
        assertThat(machine(get(image))).hasSameSizeAs(before);
    }

    @Test
    void picturesToEvaluateWithAreNotTagged() {
        var image = Client.uploadInto("of tagging", DemoCollection.picture(55, 0));
        Client.settled(image);

        finish();

        assertThat(get(image).getList("tags")).isEmpty();
        given().delete("/api/evaluations/sets/{name}", "of tagging");
    }

    /// As if by another model.
    private void tagAgain() {
        jdbi.useHandle(handle -> handle.execute("update tagging set tagger = 'another'"));
        finish();
    }

    private void finish() {
        Outcome outcome = task.attempt(TaggingTask.ALL);
        while (!(outcome instanceof Outcome.Finished)) {
            outcome = task.attempt(TaggingTask.ALL);
        }
    }

    private static void setTags(UUID image, List<String> tags) {
        given().contentType(ContentType.JSON)
                .body(Map.of("tags", tags))
                .patch("/api/images/{id}", image)
                .then()
                .statusCode(200);
    }

    private static JsonPath get(UUID image) {
        return given().get("/api/images/{id}", image).then().extract().jsonPath();
    }

    private static Map<String, Double> machine(JsonPath image) {
        var tags = new HashMap<String, Double>();
        image.getList("machine.tags", Map.class)
                .forEach(tag -> tags.put((String) tag.get("name"), number(tag.get("probability"))));
        return tags;
    }

    private static Double number(Object probability) {
        return probability == null ? null : Double.valueOf(probability.toString());
    }

    private static List<String> without(List<String> tags, String gone) {
        return tags.stream().filter(tag -> !tag.equals(gone)).toList();
    }

    private static List<String> with(List<String> tags, String added) {
        return Stream.concat(tags.stream(), Stream.of(added)).toList();
    }
}
