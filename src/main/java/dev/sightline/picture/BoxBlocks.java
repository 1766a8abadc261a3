package dev.sightline.picture;

import dev.sightline.picture.IsoBoxes.Box;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/// Finds what a HEIC, AVIF, JPEG XL or CR3 file says in its boxes.
final class BoxBlocks {

    private static final String XMP = "application/rdf+xml";
    /// Bytes of the name of a box of somebody's own.
    private static final int UUID = 16;

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

    static void find(Bytes file, MetadataBlocks blocks) {
        new BoxBlocks(file, blocks).find();
    }

    private void find() {
        for (var box : IsoBoxes.in(file, 0, file.length())) {
            switch (box.type()) {
                case "meta" -> meta(box);
                case "Exif" -> exif(content(box));
                case "xml " -> blocks.xmp(content(box));
                case "moov" -> canon(box);
                default -> {}
            }
        }
    }

    private byte[] content(Box box) {
        return box.length() > MetadataBlocks.LARGEST ? new byte[0] : file.slice(box.start(), box.length());
    }

    /// Canon has a box of its own, and in it one for each directory of EXIF; the first says which camera it was.
    private void canon(Box movie) {
        IsoBoxes.in(file, movie.start(), movie.end()).stream()
                .filter(box -> box.type().equals("uuid"))
                .flatMap(box -> IsoBoxes.in(file, box.start() + UUID, box.end()).stream())
                .filter(box -> box.type().equals("CMT1"))
                .findFirst()
                .ifPresent(box -> blocks.exif(content(box)));
    }

    /// What the items are comes before or after where they are.
    private void meta(Box meta) {
        int locations = -1;
        for (var box : IsoBoxes.in(file, meta.start() + 4, meta.end())) {
            switch (box.type()) {
                case "iinf" -> kinds(box);
                case "iloc" -> locations = box.start();
                case "idat" -> data = box.start();
                default -> {}
            }
        }
        if (locations >= 0 && !items.isEmpty()) {
            locate(locations);
        }
    }

    private void kinds(Box list) {
        int at = list.start() + (file.u8(list.start()) == 0 ? 6 : 8);
        for (var item : IsoBoxes.in(file, at, list.end())) {
            int version = file.u8(item.start());
            boolean wide = version == 3;
            long number = wide ? file.u32(item.start() + 4) : file.u16(item.start() + 4);
            int type = item.start() + (wide ? 10 : 8);
            if (version >= 2 && file.startsWith(type, "Exif")) {
                items.put(number, "Exif");
            } else if (version >= 2 && file.startsWith(type, "mime") && isXmp(type + 4, item.end())) {
                items.put(number, XMP);
            }
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
