package dev.sightline.picture;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The blocks of a file in which it may say something about its picture, as they are in it. Of each kind the first one
/// counts, and none that is larger than any program has a reason to write.
final class MetadataBlocks {

    static final int LARGEST = 1 << 20;

    private static final int RAF_PREVIEW = 84;

    private byte[] exif;
    private byte[] xmp;
    private byte[] iptc;
    private boolean upright;
    private final Map<String, String> texts = new HashMap<>();

    private MetadataBlocks() {}

    static MetadataBlocks of(byte[] file) {
        var blocks = new MetadataBlocks();
        try {
            blocks.read(new Bytes(file));
        } catch (RuntimeException broken) {
            // What was found before the break counts.
        }
        return blocks;
    }

    private void read(Bytes file) {
        if (file.startsWith(0, 0xFF, 0xD8, 0xFF)) {
            JpegBlocks.find(file, 0, this);
        } else if (file.startsWith(0, 0x89, 'P', 'N', 'G')) {
            PngBlocks.find(file, this);
        } else if (file.startsWith(0, "RIFF") && file.startsWith(8, "WEBP")) {
            RiffBlocks.find(file, this);
        } else if (file.startsWith(0, "GIF8")) {
            GifBlocks.find(file, this);
        } else if (file.startsWith(0, "II") || file.startsWith(0, "MM")) {
            exif = file.array();
        } else if (file.startsWith(0, "FUJIFILMCCD-RAW")) {
            JpegBlocks.find(file, Math.toIntExact(file.u32(RAF_PREVIEW)), this);
        } else if (file.startsWith(4, "ftyp") || file.startsWith(4, "JXL ")) {
            // Who decodes these turns the picture by what the container says; in CR3 there is a JPEG.
            upright = !file.startsWith(8, "crx ");
            BoxBlocks.find(file, this);
        }
    }

    /// @param block with or without the name that JPEG puts before it
    void exif(byte[] block) {
        if (exif == null && block.length <= LARGEST) {
            boolean named = new Bytes(block).startsWith(0, "Exif\0");
            exif = named ? Arrays.copyOfRange(block, Math.min(6, block.length), block.length) : block;
        }
    }

    void xmp(byte[] packet) {
        if (xmp == null && packet.length <= LARGEST) {
            xmp = packet;
        }
    }

    void iptc(byte[] records) {
        if (iptc == null && records.length <= LARGEST) {
            iptc = records;
        }
    }

    void text(String name, String text) {
        texts.putIfAbsent(name, text);
    }

    /// From its byte-order mark, or null; of a TIFF file the file itself.
    byte[] exif() {
        return exif;
    }

    Optional<byte[]> xmp() {
        return Optional.ofNullable(xmp);
    }

    Optional<byte[]> iptc() {
        return Optional.ofNullable(iptc);
    }

    /// Whether the pixels come upright from their decoder.
    boolean upright() {
        return upright;
    }

    /// What stands in the file as plain text.
    PictureWords words() {
        return PictureWords.of(texts.get("Title"), texts.get("Description"), List.of(), null);
    }
}
