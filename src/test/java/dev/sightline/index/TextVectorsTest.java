package dev.sightline.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.demo.DemoCollection;
import dev.sightline.embedding.Space;
import dev.sightline.embedding.Vector;
import dev.sightline.index.TextVectors.Read;
import dev.sightline.index.TextVectors.Written;
import dev.sightline.index.VectorRepository.Calibrated;
import dev.sightline.library.Collections;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a generation of a model that sees no pictures has, and what it lacks.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class TextVectorsTest {

    private static final Vector X = Vector.normalised(new float[] {1, 0});
    private static final Vector Y = Vector.normalised(new float[] {0, 1});

    @Inject
    Jdbi jdbi;

    @Inject
    GenerationLifecycle lifecycle;

    @Inject
    TextVectors texts;

    @Inject
    VectorRepository vectors;

    @Inject
    Collections collections;

    private Generation generation;
    private UUID image;

    @BeforeEach
    void begin() {
        Database.empty(jdbi);
        var space = new Space("test", "Reader", "1", "fp32", "", "{}", "", 2);
        generation = lifecycle
                .startPaused("reader", space, Kind.TEXT, Engine.EMBEDDED)
                .orElseThrow();
        image = Client.upload(DemoCollection.picture(35, 0));
        assertThat(Client.settled(image).getString("status")).isEqualTo("ready");
    }

    @AfterEach
    void end() {
        lifecycle.drop(generation.id());
    }

    @Test
    void eachOfTheTwoTextsHasAVectorOfItsOwn() {
        write("Ein Boot", "A red boat");

        assertThat(unread().texts()).isEqualTo(Map.of(0, "Ein Boot", 1, "A red boat"));
        assertThat(vectors.missing(generation, 10)).containsExactly(image);
        assertThat(vectors.coverage(collections.library(), generation)).isEqualTo(new Coverage(0, 1));
        add(Map.of(0, X, 1, Y));

        assertThat(texts.unread(generation, 10)).isEmpty();
        assertThat(vectors.missing(generation, 10)).isEmpty();
        assertThat(vectors.coverage(collections.library(), generation)).isEqualTo(new Coverage(1, 1));
        assertThat(vectors.ofImages(generation, List.of(image)).get(image))
                .extracting(Calibrated::vector)
                .containsExactly(X, Y);
    }

    @Test
    void whatIsWrittenTwiceIsReadOnce() {
        write("A red boat", "A red boat");

        assertThat(unread().texts()).isEqualTo(Map.of(0, "A red boat"));
    }

    @Test
    void wordsThatChangeAreReadAnewAndEnginesAreToldWhatIsGone() {
        write("Ein Boot", "A red boat");
        add(Map.of(0, X, 1, Y));
        assertThat(isFewer()).isFalse();

        write(null, "A red boat");
        assertThat(vectors.ofImages(generation, List.of(image)).get(image)).hasSize(2);
        add(Map.of(1, Y));

        assertThat(isFewer()).isTrue();
        assertThat(vectors.ofImages(generation, List.of(image)).get(image))
                .extracting(Calibrated::vector)
                .containsExactly(Y);
        assertThat(texts.unread(generation, 10)).isEmpty();
    }

    @Test
    void aPictureWithoutWordsIsToBeDescribedAndKeepsItsLastVectorUntilThen() {
        assertThat(texts.wordless(generation, false, 10)).containsExactly(image);
        write("Ein Boot", null);
        assertThat(texts.wordless(generation, true, 10)).isEmpty();
        add(Map.of(0, X));

        write(null, null);

        assertThat(texts.unread(generation, 10)).isEmpty();
        assertThat(texts.wordless(generation, false, 10)).isEmpty();
        assertThat(texts.wordless(generation, true, 10)).containsExactly(image);
        assertThat(vectors.ofImages(generation, List.of(image))).containsKey(image);
        jdbi.useHandle(handle -> handle.execute(
                "insert into description (image_id, model, focus, removed) values (?, 'm', '', true)", image));
        assertThat(texts.wordless(generation, true, 10)).isEmpty();
    }

    @Test
    void wordsThatAreRefusedAreReadWhenTheyChange() {
        write("Ein Boot", null);
        texts.addGap(generation, unread(), "It does not like boats.");

        assertThat(texts.unread(generation, 10)).isEmpty();
        write("Ein Schiff", null);
        assertThat(unread().texts()).isEqualTo(Map.of(0, "Ein Schiff"));
    }

    @Test
    void whatIsToBeReadIsCounted() {
        var spaces = List.of(generation.space());
        assertThat(texts.unread(spaces)).isEqualTo(new TextVectors.Unread(1, 1, 0));

        write("Ein Boot", "A red boat");

        assertThat(texts.unread(spaces)).isEqualTo(new TextVectors.Unread(1, 0, 18));
        add(Map.of(0, X, 1, Y));
        assertThat(texts.unread(spaces)).isEqualTo(new TextVectors.Unread(0, 0, 0));
        write("Ein rotes Boot", "A red boat");
        assertThat(texts.unread(spaces)).isEqualTo(new TextVectors.Unread(0, 0, 24));
    }

    private Written unread() {
        return texts.unread(generation, 10).getFirst();
    }

    private void add(Map<Integer, Vector> read) {
        var calibrated = new TreeMap<Integer, Calibrated>();
        read.forEach((ordinal, vector) -> calibrated.put(ordinal, new Calibrated(vector, 0.3)));
        texts.add(generation, List.of(new Read(unread(), calibrated)));
    }

    private void write(String title, String machineTitle) {
        jdbi.useHandle(handle -> handle.execute(
                "update image set title = ?, machine_title = ? where id = ?", title, machineTitle, image));
    }

    private boolean isFewer() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select exists (select from outbox where image_id = :image and fewer)")
                        .bind("image", image)
                        .mapTo(boolean.class)
                        .one());
    }
}
