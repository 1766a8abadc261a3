package dev.sightline.demo;

import dev.sightline.demo.scene.Style;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// How the pixels become a file.
enum ImageFormat {
    PNG("png", "image/png"),
    JPEG("jpg", "image/jpeg");

    private static final float JPEG_QUALITY = 0.9f;

    private final String extension;
    private final String mediaType;

    ImageFormat(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /// PNG for flat styles, JPEG for textured ones, which would be several times as large otherwise.
    static ImageFormat of(Style style) {
        return switch (style) {
            case COMIC, PIXEL, BLUEPRINT, PASTEL -> PNG;
            case NEON, ORIGAMI, WATERCOLOUR, MOSAIC -> JPEG;
        };
    }

    String extension() {
        return extension;
    }

    String mediaType() {
        return mediaType;
    }

    byte[] encode(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByMIMEType(mediaType).next();
        // ImageIO's own choice of stream would go through a temporary file.
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            var settings = writer.getDefaultWriteParam();
            if (this == JPEG) {
                settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                settings.setCompressionQuality(JPEG_QUALITY);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
