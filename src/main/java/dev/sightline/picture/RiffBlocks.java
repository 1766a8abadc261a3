package dev.sightline.picture;

/// Finds what a WebP says in its chunks.
final class RiffBlocks {

    private RiffBlocks() {}

    static void find(Bytes file, MetadataBlocks blocks) {
        int at = 12;
        while (file.has(at, 8)) {
            int length = Math.toIntExact(file.u32le(at + 4));
            if (length <= MetadataBlocks.LARGEST && file.startsWith(at, "EXIF")) {
                blocks.exif(file.slice(at + 8, length));
            } else if (length <= MetadataBlocks.LARGEST && file.startsWith(at, "XMP ")) {
                blocks.xmp(file.slice(at + 8, length));
            }
            at = Math.addExact(at, Math.addExact(8 + (length & 1), length));
        }
    }
}
