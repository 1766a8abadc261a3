package dev.sightline.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DeflaterOutputStream;

/// Files of formats that carry metadata, as small as they can be; some of them without a picture.
final class Containers {

    private Containers() {}

    static byte[] pngXmp(byte[] packet, boolean compressed) {
        byte[] name = Files.ascii("XML:com.adobe.xmp\0" + (compressed ? "\u0001" : "\0") + "\0\0\0");
        return Files.chunk("iTXt", Files.joined(name, compressed ? deflated(packet) : packet));
    }

    static byte[] deflated(byte[] bytes) {
        var all = new ByteArrayOutputStream();
        try (var stream = new DeflaterOutputStream(all)) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toByteArray();
    }

    static byte[] webp(byte[] exif, byte[] xmp) {
        byte[] content =
                Files.joined(Files.ascii("WEBP"), riff("VP8L", new byte[5]), riff("EXIF", exif), riff("XMP ", xmp));
        return riff("RIFF", content);
    }

    private static byte[] riff(String name, byte[] content) {
        return ByteBuffer.allocate(8 + content.length + (content.length & 1))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(Files.ascii(name))
                .putInt(content.length)
                .put(content)
                .array();
    }

    /// With a palette, a frame, and the packet after it, followed by the bytes 255 to 0.
    static byte[] gif(byte[] xmp) {
        var trailer = new byte[258];
        trailer[0] = 1;
        for (int i = 0; i < 256; i++) {
            trailer[i + 1] = (byte) (255 - i);
        }
        return Files.joined(
                Files.ascii("GIF89a"),
                new byte[] {1, 0, 1, 0, (byte) 0x80, 0, 0, 1, 2, 3, 4, 5, 6},
                new byte[] {0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0},
                new byte[] {0x21, (byte) 0xFF, 11},
                Files.ascii("XMP DataXMP"),
                xmp,
                trailer,
                new byte[] {0x3B});
    }

    /// The EXIF block is an item in the file, the packet one in the box of data.
    static byte[] heif(byte[] exif, byte[] xmp) {
        byte[] type = box("ftyp", Files.ascii("heic\0\0\0\0heic"));
        byte[] kinds = box(
                "iinf",
                Files.joined(
                        new byte[] {0, 0, 0, 0, 0, 3},
                        box("infe", Files.ascii("\u0002\0\0\0\0\u0001\0\0hvc1\0")),
                        box("infe", Files.ascii("\u0002\0\0\0\0\u0002\0\0Exif\0")),
                        box("infe", Files.ascii("\u0002\0\0\0\0\u0003\0\0mimename\0application/rdf+xml\0"))));
        byte[] data = box("idat", xmp);
        byte[] block = Files.joined(new byte[] {0, 0, 0, 6}, Files.ascii("Exif\0\0"), exif);
        int metaSize = 8 + 4 + kinds.length + data.length + 8 + locations(0, 0, 0).length;
        byte[] meta = box(
                "meta",
                Files.joined(
                        new byte[4],
                        box("iloc", locations(type.length + metaSize + 8, block.length, xmp.length)),
                        kinds,
                        data));
        return Files.joined(type, meta, box("mdat", block));
    }

    private static byte[] locations(int exifAt, int exif, int xmp) {
        return ByteBuffer.allocate(8 + 3 * 16)
                .put(new byte[] {1, 0, 0, 0, 0x44, 0, 0, 3})
                .put(location(1, 0, 0, 5))
                .put(location(2, 0, exifAt, exif))
                .put(location(3, 1, 0, xmp))
                .array();
    }

    private static byte[] location(int item, int method, int offset, int length) {
        return ByteBuffer.allocate(16)
                .putShort((short) item)
                .putShort((short) method)
                .putShort((short) 0)
                .putShort((short) 1)
                .putInt(offset)
                .putInt(length)
                .array();
    }

    static byte[] jpegXl(byte[] exif, byte[] xmp) {
        return Files.joined(
                box("JXL ", new byte[] {0x0D, 0x0A, (byte) 0x87, 0x0A}),
                box("ftyp", Files.ascii("jxl \0\0\0\0jxl ")),
                box("Exif", Files.joined(new byte[4], exif)),
                box("xml ", xmp));
    }

    static byte[] raf(byte[] jpeg) {
        return ByteBuffer.allocate(100 + jpeg.length)
                .put(Files.ascii("FUJIFILMCCD-RAW 0201FF129502X-T3"))
                .putInt(84, 100)
                .putInt(88, jpeg.length)
                .put(100, jpeg)
                .array();
    }

    private static byte[] box(String type, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .putInt(8 + content.length)
                .put(Files.ascii(type))
                .put(content)
                .array();
    }
}
