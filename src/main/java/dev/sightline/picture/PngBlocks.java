package dev.sightline.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;

/// Finds what a PNG says in its chunks.
final class PngBlocks {

    private static final String XMP = "XML:com.adobe.xmp";
    private static final int LONGEST_NAME = 80;

    private PngBlocks() {}

    static void find(Bytes file, MetadataBlocks blocks) {
        int at = 8;
        while (!file.startsWith(at + 4, "IEND")) {
            int length = Math.toIntExact(file.u32(at));
            if (length <= MetadataBlocks.LARGEST) {
                read(file, at, length, blocks);
            }
            at = Math.addExact(at, Math.addExact(length, 12));
        }
    }

    private static void read(Bytes file, int at, int length, MetadataBlocks blocks) {
        if (file.startsWith(at + 4, "eXIf")) {
            blocks.exif(file.slice(at + 8, length));
        } else if (file.startsWith(at + 4, "tEXt")) {
            text(file.slice(at + 8, length), false, StandardCharsets.ISO_8859_1, blocks);
        } else if (file.startsWith(at + 4, "zTXt")) {
            text(file.slice(at + 8, length), true, StandardCharsets.ISO_8859_1, blocks);
        } else if (file.startsWith(at + 4, "iTXt")) {
            international(file.slice(at + 8, length), blocks);
        }
    }

    /// A name, a zero, a method of compression if it is compressed, the text.
    private static void text(byte[] chunk, boolean compressed, Charset charset, MetadataBlocks blocks) {
        int end = zero(chunk, 0);
        if (end < 0 || end > LONGEST_NAME || end + 2 > chunk.length) {
            return;
        }
        byte[] text = Arrays.copyOfRange(chunk, end + (compressed ? 2 : 1), chunk.length);
        add(name(chunk, end), compressed ? inflated(text) : text, charset, blocks);
    }

    /// A name, a zero, whether it is compressed and how, a language, a zero, the name in it, a zero, the text.
    private static void international(byte[] chunk, MetadataBlocks blocks) {
        int end = zero(chunk, 0);
        int language = end < 0 || end > LONGEST_NAME ? -1 : zero(chunk, end + 3);
        int translated = language < 0 ? -1 : zero(chunk, language + 1);
        if (translated >= 0) {
            byte[] text = Arrays.copyOfRange(chunk, translated + 1, chunk.length);
            add(name(chunk, end), chunk[end + 1] == 1 ? inflated(text) : text, StandardCharsets.UTF_8, blocks);
        }
    }

    private static int zero(byte[] chunk, int from) {
        for (int i = from; i < chunk.length; i++) {
            if (chunk[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    private static String name(byte[] chunk, int end) {
        return new String(chunk, 0, end, StandardCharsets.ISO_8859_1);
    }

    private static void add(String name, byte[] text, Charset charset, MetadataBlocks blocks) {
        if (name.equals(XMP)) {
            blocks.xmp(text);
        } else {
            blocks.text(name, new String(text, charset));
        }
    }

    /// As much of it as is read at all: a few bytes can unfold to gigabytes.
    private static byte[] inflated(byte[] compressed) {
        try (var stream = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            return stream.readNBytes(MetadataBlocks.LARGEST);
        } catch (IOException broken) {
            return new byte[0];
        }
    }
}
