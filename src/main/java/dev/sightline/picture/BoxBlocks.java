package dev.sightline.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Finds what a HEIC, AVIF or JPEG XL file says in its boxes.
final class BoxBlocks {

    private static final String XMP = "application/rdf+xml";
    private static final int MOST_ITEMS = 10_000;
    private static final int MOST_EXTENTS = 64;

    private final Bytes file;
    private final MetadataBlocks blocks;

    /// The numbers of the items that say something, and what kind they are.
    private final Map<Long, String> items = new HashMap<>();

    private int data;

    private BoxBlocks(Bytes file, MetadataBlocks blocks) {
        this.file = file;
        this.blocks = blocks;
    }

    /// @param type  four letters
    /// @param start of its content
    private record Box(String type, int start, int end) {}

    static void find(Bytes file, MetadataBlocks blocks) {
        new BoxBlocks(file, blocks).find();
    }

    private void find() {
        for (int at = 0; file.has(at, 8); ) {
            var box = box(at, file.length());
            switch (box.type()) {
                case "meta" -> meta(box);
                case "Exif" -> exif(content(box));
                case "xml " -> blocks.xmp(content(box));
                default -> {}
            }
            at = box.end();
        }
    }

    private Box box(int at, int limit) {
        long size = file.u32(at);
        int start = at + 8;
        if (size == 1) {
            size = file.u32(at + 8) << 32 | file.u32(at + 12);
            start += 8;
        } else if (size == 0) {
            size = limit - at;
        }
        if (size < start - at || size > limit - at) {
            throw PictureException.truncated();
        }
        return new Box(new String(file.slice(at + 4, 4), StandardCharsets.ISO_8859_1), start, (int) (at + size));
    }

    private byte[] content(Box box) {
        return box.end() - box.start() > MetadataBlocks.LARGEST
                ? new byte[0]
                : file.slice(box.start(), box.end() - box.start());
    }

    /// What the items are comes before or after where they are.
    private void meta(Box meta) {
        int locations = -1;
        for (int at = meta.start() + 4; at + 8 <= meta.end(); ) {
            var box = box(at, meta.end());
            switch (box.type()) {
                case "iinf" -> kinds(box);
                case "iloc" -> locations = box.start();
                case "idat" -> data = box.start();
                default -> {}
            }
            at = box.end();
        }
        if (locations >= 0 && !items.isEmpty()) {
            locate(locations);
        }
    }

    private void kinds(Box list) {
        int at = list.start() + (file.u8(list.start()) == 0 ? 6 : 8);
        for (int i = 0; i < MOST_ITEMS && at + 8 <= list.end(); i++) {
            var item = box(at, list.end());
            int version = file.u8(item.start());
            boolean wide = version == 3;
            long number = wide ? file.u32(item.start() + 4) : file.u16(item.start() + 4);
            int type = item.start() + (wide ? 10 : 8);
            if (version >= 2 && file.startsWith(type, "Exif")) {
                items.put(number, "Exif");
            } else if (version >= 2 && file.startsWith(type, "mime") && isXmp(type + 4, item.end())) {
                items.put(number, XMP);
            }
            at = item.end();
        }
    }

    /// After the name of the item, which ends with a zero.
    private boolean isXmp(int name, int end) {
        int at = name;
        while (at < end && file.u8(at) != 0) {
            at++;
        }
        return file.startsWith(at + 1, XMP);
    }

    private void locate(int start) {
        var reader = new Cursor(start + 4);
        int version = file.u8(start);
        int sizes = (int) reader.number(2);
        int indexSize = version == 0 ? 0 : sizes & 0xF;
        long count = reader.number(version < 2 ? 2 : 4);
        for (long i = 0; i < Math.min(count, MOST_ITEMS); i++) {
            long number = reader.number(version < 2 ? 2 : 4);
            long method = version == 0 ? 0 : reader.number(2) & 0xF;
            reader.number(2);
            long base = reader.number(sizes >> 4 & 0xF);
            long extents = reader.number(2);
            int extentSize = indexSize + (sizes >> 12 & 0xF) + (sizes >> 8 & 0xF);
            if (items.containsKey(number) && method <= 1 && extents <= MOST_EXTENTS) {
                item(items.get(number), content(reader, extents, sizes, indexSize, base + (method == 1 ? data : 0)));
            } else {
                reader.skip(extents * extentSize);
            }
        }
    }

    private byte[] content(Cursor reader, long extents, int sizes, int indexSize, long base) {
        var content = new ByteArrayOutputStream();
        for (long extent = 0; extent < extents; extent++) {
            reader.number(indexSize);
            long offset = base + reader.number(sizes >> 12 & 0xF);
            long length = reader.number(sizes >> 8 & 0xF);
            if (content.size() + length <= MetadataBlocks.LARGEST) {
                content.writeBytes(file.slice(Math.toIntExact(offset), Math.toIntExact(length)));
            }
        }
        return content.toByteArray();
    }

    private void item(String kind, byte[] content) {
        if (content.length > 0 && kind.equals("Exif")) {
            exif(content);
        } else if (content.length > 0) {
            blocks.xmp(content);
        }
    }

    /// Four bytes say how far behind them the block starts.
    private void exif(byte[] content) {
        var bytes = new Bytes(content);
        int skipped = Math.addExact(4, Math.toIntExact(bytes.u32(0)));
        blocks.exif(bytes.slice(skipped, content.length - skipped));
    }

    /// Numbers of 0, 2, 4 or 8 bytes, one after the other.
    private final class Cursor {

        private int at;

        Cursor(int at) {
            this.at = at;
        }

        void skip(long bytes) {
            at = Math.addExact(at, Math.toIntExact(bytes));
        }

        long number(int bytes) {
            long value =
                    switch (bytes) {
                        case 0 -> 0;
                        case 2 -> file.u16(at);
                        case 4 -> file.u32(at);
                        case 8 -> file.u32(at) << 32 | file.u32(at + 4);
                        default -> throw PictureException.corrupt(null);
                    };
            at += bytes;
            return value;
        }
    }
}
