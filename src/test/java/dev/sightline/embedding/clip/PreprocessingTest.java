package dev.sightline.embedding.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.embedding.EmbeddingException;
import dev.sightline.picture.Picture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessingTest {

    static final List<DemoReference.Image> REFERENCE = DemoReference.IMAGES;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @FieldSource("REFERENCE")
    void givesTheVeryBytesOfTheReference(DemoReference.Image reference) {
        var preprocessing = PreprocessorConfig.read(ModelFiles.demo());
        var picture = reference.picture();

        float[] pixels = preprocessing.pixels(picture);

        assertThat(crc(preprocessing.cropped(picture).rgb())).isEqualTo(reference.rgbCrc());
        assertThat(crc(littleEndian(pixels))).isEqualTo(reference.crc());
        assertThat(pixels).hasSize(3 * 96 * 96);
        for (int i = 0; i < 12; i++) {
            assertThat(pixels[i]).isCloseTo(reference.first()[i], within(1e-6f));
        }
    }

    /// The longer side as transformers rounds it: `int(edge * long / short)`, and the crop at `(side - crop) // 2`.
    @ParameterizedTest
    @CsvSource({"480, 360, 128, 96", "360, 480, 96, 128", "333, 90, 355, 96", "97, 96, 97, 96", "100, 99, 96, 96"})
    void roundsTheLongerSideDown(int width, int height, int resizedWidth, int resizedHeight) {
        var resize = new Resize.ShortestEdge(96);
        var picture = new Picture(width, height, new byte[width * height * 3]);

        assertThat(resize.width(picture)).isEqualTo(resizedWidth);
        assertThat(resize.height(picture)).isEqualTo(resizedHeight);
    }

    @Test
    void takesThePictureThatIsAThread() {
        var preprocessing = PreprocessorConfig.read(ModelFiles.demo());

        assertThat(preprocessing.pixels(new Picture(1, 100_000, new byte[300_000])))
                .hasSize(3 * 96 * 96);
        assertThat(preprocessing.pixels(new Picture(1, 1, new byte[3]))).hasSize(3 * 96 * 96);
    }

    @Test
    void readsTheOlderFormOfSizes() throws IOException {
        var older = read("""
                {"do_center_crop": true, "do_normalize": true, "do_resize": true, "crop_size": 224, "size": 224,
                 "image_mean": [0.48145466, 0.4578275, 0.40821073], "image_std": [0.26862954, 0.26130258, 0.27577711],
                 "resample": 3}
                """);
        var newer = read("""
                {"do_center_crop": true, "do_normalize": true, "do_resize": true, "do_rescale": true,
                 "crop_size": {"height": 224, "width": 224}, "size": {"shortest_edge": 224},
                 "image_mean": [0.48145466, 0.4578275, 0.40821073], "image_std": [0.26862954, 0.26130258, 0.27577711],
                 "resample": 3, "rescale_factor": 0.00392156862745098}
                """);

        assertThat(older)
                .hasToString("bicubic to shortest edge 224, centre 224 x 224, scale 0.00392156862745098,"
                        + " mean [0.48145466, 0.4578275, 0.40821073], deviation [0.26862954, 0.26130258, 0.27577711]")
                .hasToString(newer.toString());
    }

    @Test
    void squashesWhereNothingIsCropped() throws IOException {
        var squashed = read("""
                {"do_resize": true, "size": {"height": 48, "width": 64}, "resample": 2, "do_normalize": false}
                """);

        assertThat(squashed)
                .hasToString("bilinear to 64 x 48, centre 64 x 48, scale 0.00392156862745098,"
                        + " mean [0.0, 0.0, 0.0], deviation [1.0, 1.0, 1.0]");
        assertThat(read("{\"size\": 32, \"do_normalize\": false}").toString()).startsWith("bicubic to 32 x 32,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}",
                "{\"size\": 0, \"do_normalize\": false}",
                "{\"size\": {\"longest_edge\": 64}, \"do_normalize\": false}",
                "{\"size\": {\"shortest_edge\": 64}, \"do_normalize\": false}",
                "{\"size\": 64, \"crop_size\": 65, \"do_normalize\": false}",
                "{\"size\": 64, \"resample\": 0, \"do_normalize\": false}",
                "{\"size\": 64, \"do_resize\": false, \"do_normalize\": false}",
                "{\"size\": 64, \"image_mean\": [0.5], \"image_std\": [0.5, 0.5, 0.5]}"
            })
    void refusesWhatItDoesNotUnderstand(String config) {
        assertThatThrownBy(() -> read(config))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageStartingWith("preprocessor_config.json of the model in " + directory)
                .hasMessageEndingWith("Get the model again.");
    }

    private Preprocessing read(String config) throws IOException {
        Files.writeString(directory.resolve("preprocessor_config.json"), config);
        return PreprocessorConfig.read(ModelFiles.in(directory));
    }

    private static long crc(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    private static byte[] littleEndian(float[] values) {
        var bytes = new byte[values.length * Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return bytes;
    }
}
