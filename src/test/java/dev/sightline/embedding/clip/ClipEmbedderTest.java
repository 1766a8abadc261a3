package dev.sightline.embedding.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Vector;
import dev.sightline.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ClipEmbedderTest {

    private static final ClipEmbedder EMBEDDER = embedder(ModelFiles.demo());

    static final List<DemoReference.Text> TEXTS = DemoReference.TEXTS;
    static final List<DemoReference.Image> IMAGES = DemoReference.IMAGES;

    @AfterAll
    static void close() {
        EMBEDDER.close();
    }

    private static ClipEmbedder embedder(ModelFiles files) {
        return new ClipEmbedder(files, new OnnxSettings(2, true), NativeLibraries.inTheUsualPlace());
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void embedsTextsAsTheReference(DemoReference.Text reference) {
        var vector = EMBEDDER.text(reference.text(), Purpose.QUERY);

        assertThat(vector.cosine(reference.onnx())).isGreaterThanOrEqualTo(0.999999);
        assertThat(vector.cosine(reference.torch())).isGreaterThanOrEqualTo(0.9999);
    }

    @ParameterizedTest
    @FieldSource("IMAGES")
    void embedsPicturesAsTheReference(DemoReference.Image reference) {
        var vector = EMBEDDER.image(reference.picture(), Purpose.INDEX);

        assertThat(vector.cosine(reference.onnx())).isGreaterThanOrEqualTo(0.999999);
        assertThat(vector.cosine(reference.torch())).isGreaterThanOrEqualTo(0.9999);
    }

    @Test
    void embedsABatchAsItsParts() {
        var texts = TEXTS.stream().map(DemoReference.Text::text).toList();
        var pictures = IMAGES.stream().map(DemoReference.Image::picture).toList();

        assertThat(EMBEDDER.texts(texts, Purpose.QUERY))
                .isEqualTo(texts.stream()
                        .map(text -> EMBEDDER.text(text, Purpose.QUERY))
                        .toList());
        assertThat(EMBEDDER.images(pictures, Purpose.INDEX))
                .isEqualTo(pictures.stream()
                        .map(picture -> EMBEDDER.image(picture, Purpose.INDEX))
                        .toList());
        assertThat(EMBEDDER.texts(List.of(), Purpose.QUERY)).isEmpty();
        assertThat(EMBEDDER.images(List.of(), Purpose.QUERY)).isEmpty();
    }

    @Test
    void embedsTextsThatAreTooLongOrEmpty() {
        var boats = EMBEDDER.text("a red boat ".repeat(40), Purpose.QUERY);

        assertThat(boats).isEqualTo(EMBEDDER.text("a red boat ".repeat(26), Purpose.QUERY));
        assertThat(EMBEDDER.text("", Purpose.QUERY)).isNotEqualTo(boats);
    }

    @Test
    void givesThreadsTheSameAtTheSameTime() throws Exception {
        try (var fresh = embedder(ModelFiles.demo());
                var threads = Executors.newFixedThreadPool(4)) {
            Callable<List<Vector>> everything = () -> {
                var vectors = new ArrayList<Vector>();
                for (var text : TEXTS) {
                    vectors.add(fresh.text(text.text(), Purpose.QUERY));
                }
                for (var image : IMAGES) {
                    vectors.add(fresh.image(image.picture(), Purpose.INDEX));
                }
                return vectors;
            };

            var answers = threads.invokeAll(List.of(everything, everything, everything, everything));

            var alone = everything.call();
            assertThat(answers).extracting(Future::get).containsOnly(alone);
        }
    }

    @Test
    void namesItsSpace() {
        var space = EMBEDDER.space();

        assertThat(space.provider()).isEqualTo("clip");
        assertThat(space.model()).isEqualTo("Sightline demo model");
        assertThat(space.revision()).matches("[0-9a-f]{12}");
        assertThat(space.quantisation()).isEqualTo("fp32");
        assertThat(space.preprocessing()).startsWith("bicubic to shortest edge 96, centre 96 x 96, scale 0.0039");
        assertThat(space.prompt()).isEqualTo("{}");
        assertThat(space.purpose()).isEmpty();
        assertThat(space.dimension())
                .isEqualTo(128)
                .isEqualTo(EMBEDDER.text("a boat", Purpose.QUERY).dimension());
        assertThat(embedder(ModelFiles.demo()).space()).isEqualTo(space);
    }

    @Test
    void opensOnlyTheHalfThatIsAsked() {
        var files = new WatchedFiles(ModelFiles.demo());
        try (var fresh = embedder(files)) {
            assertThat(files.opened()).isEmpty();

            fresh.check();
            assertThat(files.opened()).containsExactly("config.json", "preprocessor_config.json");

            fresh.text("a boat", Purpose.QUERY);
            assertThat(files.opened()).contains("onnx/text_model.onnx").doesNotContain("onnx/vision_model.onnx");

            fresh.image(new Picture(1, 1, new byte[3]), Purpose.INDEX);
            fresh.text("two boats", Purpose.QUERY);
            assertThat(files.opened())
                    .containsOnlyOnce("onnx/vision_model.onnx")
                    .containsOnlyOnce("onnx/text_model.onnx")
                    .containsOnlyOnce("tokenizer.json");
        }
    }

    @Test
    void refusesToAnswerOnceClosed() {
        var closed = embedder(ModelFiles.demo());
        closed.text("a boat", Purpose.QUERY);
        closed.close();
        closed.close();

        assertThatThrownBy(() -> closed.text("a boat", Purpose.QUERY))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> closed.image(new Picture(1, 1, new byte[3]), Purpose.INDEX))
                .isInstanceOf(EmbeddingException.class);
    }

    @Test
    void closesOnlyWhenNobodyIsInside() throws Exception {
        for (int round = 0; round < 5; round++) {
            var embedder = embedder(ModelFiles.demo());
            embedder.text("a boat", Purpose.QUERY);
            embedder.image(new Picture(1, 1, new byte[3]), Purpose.INDEX);
            try (var threads = Executors.newFixedThreadPool(3)) {
                var asked = List.of(
                        threads.submit(() -> askUntilClosed(() -> embedder.text("a red boat", Purpose.QUERY))),
                        threads.submit(() -> askUntilClosed(() -> embedder.text("by the sea", Purpose.QUERY))),
                        threads.submit(() -> askUntilClosed(
                                () -> embedder.image(new Picture(90, 50, new byte[3 * 90 * 50]), Purpose.INDEX))));

                embedder.close();

                assertThat(asked).extracting(Future::get).allSatisfy(end -> {
                    assertThat(end).hasMessageContaining("closed");
                    assertThat(end.isPassing()).isTrue();
                });
            }
        }
    }

    private static EmbeddingException askUntilClosed(Supplier<Vector> asking) {
        while (true) {
            try {
                asking.get();
            } catch (EmbeddingException e) {
                return e;
            }
        }
    }
}
