package dev.sightline.embedding.clip;

import dev.sightline.picture.Picture;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// Pictures of the test resources, decoded as Pillow's `convert("RGB")` does: grey is repeated, alpha dropped.
final class TestPictures {

    private TestPictures() {}

    static Picture read(String resource) {
        try (var in = TestPictures.class.getResourceAsStream(resource)) {
            var raster = ImageIO.read(in).getRaster();
            int width = raster.getWidth();
            int height = raster.getHeight();
            var rgb = new byte[width * height * 3];
            for (int i = 0; i < rgb.length; i++) {
                int band = raster.getNumBands() < 3 ? 0 : i % 3;
                rgb[i] = (byte) raster.getSample(i / 3 % width, i / 3 / width, band);
            }
            return new Picture(width, height, rgb);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
