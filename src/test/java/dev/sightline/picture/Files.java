package dev.sightline.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Picture files for tests: written by the JDK, put together by hand, or kept among the resources.
final class Files {

    private Files() {}

    static byte[] resource(String name) {
        try (InputStream in = Files.class.getResourceAsStream("/picture/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] written(BufferedImage image, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new AssertionError("no writer of " + format + " for " + image);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] png(Picture picture) {
        return written(Pattern.image(picture, BufferedImage.TYPE_3BYTE_BGR), "png");
    }

    static byte[] jpeg(Picture picture, boolean progressive) {
        return jpeg(Pattern.image(picture, BufferedImage.TYPE_3BYTE_BGR), progressive);
    }

    static byte[] jpeg(BufferedImage image, boolean progressive) {
        var bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(0.9f);
            param.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /// An animation in which each frame lies at `left`, `top` on the screen of the first.
    static byte[] gif(BufferedImage... frames) {
        var bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (var stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (BufferedImage frame : frames) {
                var metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(frame), null);
                writer.writeToSequence(new IIOImage(frame, null, metadata), null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /// A JPEG with one more segment after its start.
    static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        return ByteBuffer.allocate(jpeg.length + 4 + content.length)
                .put(jpeg, 0, 2)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .put(content)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    static byte[] withExif(byte[] jpeg, byte[] tiff) {
        return withSegment(jpeg, 0xE1, joined("Exif\0\0".getBytes(StandardCharsets.US_ASCII), tiff));
    }

    /// An EXIF block that says nothing but the orientation.
    static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26)
                .put("MM\0*".getBytes(StandardCharsets.US_ASCII))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .array();
    }

    /// An EXIF block whose second directory has these ASCII values, little-endian.
    ///
    /// @param tagsAndTexts a tag, its text, the next tag, ...
    static byte[] exif(Object... tagsAndTexts) {
        int count = tagsAndTexts.length / 2;
        int texts = 26 + 2 + count * 12 + 4;
        var block = ByteBuffer.allocate(texts + count * 64).order(ByteOrder.LITTLE_ENDIAN);
        block.put("II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(8);
        block.putShort((short) 1)
                .putShort((short) 0x8769)
                .putShort((short) 4)
                .putInt(1)
                .putInt(26)
                .putInt(0);
        block.putShort((short) count);
        for (int i = 0; i < count; i++) {
            byte[] text = (tagsAndTexts[i * 2 + 1] + "\0").getBytes(StandardCharsets.US_ASCII);
            int at = texts + i * 64;
            block.putShort(((Integer) tagsAndTexts[i * 2]).shortValue())
                    .putShort((short) 2)
                    .putInt(text.length);
            if (text.length <= 4) {
                block.put(Arrays.copyOf(text, 4));
            } else {
                block.putInt(at).put(at, text);
            }
        }
        return block.array();
    }

    static byte[] pngFile(byte[]... chunks) {
        byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
        return joined(signature, joined(chunks));
    }

    static byte[] pngHeader(int width, int height, int depth, int colours, int interlaced) {
        return chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) depth)
                        .put((byte) colours)
                        .put(12, (byte) interlaced)
                        .array());
    }

    static byte[] chunk(String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var checksum = new CRC32();
        checksum.update(name);
        checksum.update(content);
        return ByteBuffer.allocate(content.length + 12)
                .putInt(content.length)
                .put(name)
                .put(content)
                .putInt((int) checksum.getValue())
                .array();
    }

    /// A PNG with one more chunk after its header.
    static byte[] withChunk(byte[] png, byte[] chunk) {
        int afterHeader = 8 + 25;
        return joined(Arrays.copyOf(png, afterHeader), chunk, Arrays.copyOfRange(png, afterHeader, png.length));
    }

    static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static Picture decoded(byte[] file) {
        return PictureDecoder.decode(file, PictureDecoder.header(file));
    }
}
