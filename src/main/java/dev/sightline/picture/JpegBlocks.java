package dev.sightline.picture;

/// Finds what a JPEG says in its segments.
final class JpegBlocks {

    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int DESCRIPTION = 0xE1;
    private static final int PHOTOSHOP_SEGMENT = 0xED;
    private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
    private static final String PHOTOSHOP = "Photoshop 3.0\0";
    private static final String RESOURCE = "8BIM";
    private static final int IPTC = 0x0404;

    private JpegBlocks() {}

    /// @param start of the JPEG in the file
    static void find(Bytes file, int start, MetadataBlocks blocks) {
        int at = start + 2;
        while (true) {
            while (file.u8(at) != 0xFF || file.u8(at + 1) == 0 || file.u8(at + 1) == 0xFF) {
                at++;
            }
            int marker = file.u8(at + 1);
            at += 2;
            if (marker == END_OF_IMAGE || marker == START_OF_SCAN) {
                return;
            }
            if (marker == 0x01 || marker >= 0xD0 && marker <= 0xD8) {
                continue;
            }
            int length = file.u16(at);
            if (marker == DESCRIPTION) {
                described(file, at + 2, length - 2, blocks);
            } else if (marker == PHOTOSHOP_SEGMENT && file.startsWith(at + 2, PHOTOSHOP)) {
                resources(file, at + 2 + PHOTOSHOP.length(), at + length, blocks);
            }
            at += length;
        }
    }

    private static void described(Bytes file, int at, int length, MetadataBlocks blocks) {
        if (file.startsWith(at, "Exif\0") && length > 6) {
            blocks.exif(file.slice(at, length));
        } else if (file.startsWith(at, XMP)) {
            blocks.xmp(file.slice(at + XMP.length(), length - XMP.length()));
        }
    }

    /// The records of Photoshop: a number, a name, a size and content, each padded to an even length.
    private static void resources(Bytes file, int start, int end, MetadataBlocks blocks) {
        int at = start;
        while (at + 12 <= end && file.startsWith(at, RESOURCE)) {
            int number = file.u16(at + 4);
            int name = file.u8(at + 6) + 1;
            int content = at + 6 + name + (name & 1) + 4;
            int size = Math.toIntExact(file.u32(content - 4));
            if (number == IPTC && size <= end - content) {
                blocks.iptc(file.slice(content, size));
                return;
            }
            at = Math.addExact(content, Math.addExact(size, size & 1));
        }
    }
}
