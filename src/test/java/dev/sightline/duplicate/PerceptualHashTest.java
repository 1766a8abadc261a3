package dev.sightline.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.demo.DemoCollection;
import dev.sightline.picture.Picture;
import dev.sightline.picture.PictureDecoder;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {

    private static final int CLOSE = 10;

    @Test
    void compressedAndScaledCopiesAreClose() {
        for (int index = 0; index < 40; index++) {
            byte[] original = DemoCollection.picture(5, index).bytes();
            assertThat(distance(original, compressed(original, 1, 0.3f)))
                    .as("picture %d, compressed", index)
                    .isLessThanOrEqualTo(CLOSE);
            assertThat(distance(original, compressed(original, 0.3, 0.8f)))
                    .as("picture %d, scaled", index)
                    .isLessThanOrEqualTo(CLOSE);
        }
    }

    @Test
    void otherPicturesAreFarAsARule() {
        long[] hashes = IntStream.range(0, 60)
                .mapToLong(index -> hash(DemoCollection.picture(5, index).bytes()))
                .toArray();
        int pairs = 0;
        int close = 0;
        for (int i = 0; i < hashes.length; i++) {
            for (int j = 0; j < i; j++) {
                pairs++;
                close += Long.bitCount(hashes[i] ^ hashes[j]) <= CLOSE ? 1 : 0;
            }
        }
        assertThat(close).isLessThanOrEqualTo(pairs / 100);
    }

    @Test
    void whatHasNoStructureHasNoHash() {
        assertThat(PerceptualHash.of(new Picture(300, 200, new byte[300 * 200 * 3])))
                .isEmpty();
        assertThat(PerceptualHash.of(new Picture(1, 1, new byte[3]))).isEmpty();
    }

    private static int distance(byte[] one, byte[] other) {
        return Long.bitCount(hash(one) ^ hash(other));
    }

    private static long hash(byte[] file) {
        return PerceptualHash.of(PictureDecoder.decode(file, PictureDecoder.header(file)))
                .orElseThrow();
    }

    static byte[] compressed(byte[] file, double scale, float quality) {
        try {
            var image = ImageIO.read(new ByteArrayInputStream(file));
            int width = (int) (image.getWidth() * scale);
            int height = (int) (image.getHeight() * scale);
            var copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            var graphics = copy.createGraphics();
            graphics.drawImage(image.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING), 0, 0, null);
            graphics.dispose();
            var bytes = new ByteArrayOutputStream();
            var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
            var param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            try (var stream = new MemoryCacheImageOutputStream(bytes)) {
                writer.setOutput(stream);
                writer.write(null, new IIOImage(copy, null, null), param);
            }
            writer.dispose();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
