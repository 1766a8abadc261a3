package dev.sightline.picture;

/// Finds the XMP packet that a GIF may hold.
final class GifBlocks {

    private static final String XMP = "\u000BXMP DataXMP";

    /// So many bytes after the packet lead whoever reads it as sub-blocks to their end.
    private static final int MAGIC_TRAILER = 257;

    private GifBlocks() {}

    static void find(Bytes file, MetadataBlocks blocks) {
        int at = 13 + table(file.u8(10));
        while (true) {
            switch (file.u8(at)) {
                case 0x21 -> {
                    boolean xmp = file.u8(at + 1) == 0xFF && file.startsWith(at + 2, XMP);
                    int start = xmp ? at + 2 + XMP.length() : at + 2;
                    at = end(file, start);
                    int length = at - 1 - MAGIC_TRAILER - start;
                    if (xmp && length > 0 && length <= MetadataBlocks.LARGEST) {
                        blocks.xmp(file.slice(start, length));
                    }
                }
                case 0x2C -> at = end(file, at + 10 + table(file.u8(at + 9)) + 1);
                default -> {
                    return;
                }
            }
        }
    }

    private static int table(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    /// After the sub-blocks that start here.
    private static int end(Bytes file, int start) {
        int at = start;
        while (file.u8(at) != 0) {
            at += 1 + file.u8(at);
        }
        return at + 1;
    }
}
