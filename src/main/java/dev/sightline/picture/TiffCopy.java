package dev.sightline.picture;

import dev.sightline.picture.TiffBlock.Directory;
import dev.sightline.picture.TiffBlock.Entry;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a TIFF says about its picture, as an EXIF block of its own: the entries of its first directory and of those for
/// EXIF and positions, without what only decoding needs. Small, whatever the file claims about itself.
final class TiffCopy {

    private static final int EXIF = 0x8769;
    private static final int POSITION = 0x8825;
    private static final int MAKERNOTE = 0x927C;

    /// Descriptions of other kinds (XMP, IPTC) may be longer than anything in EXIF.
    private static final int MOST_ENTRY = 256 << 10;

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_ENTRIES = 200;
    private static final int HEADER = 8;
    private static final int ENTRY = 12;

    private final TiffBlock block;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private TiffCopy(TiffBlock block) {
        this.block = block;
    }

    /// @return the block, from its byte-order mark
    static byte[] of(TiffBlock block) {
        return new TiffCopy(block).copy();
    }

    private byte[] copy() {
        byte order = (byte) (block.isLittle() ? 'I' : 'M');
        out.writeBytes(ordered(HEADER)
                .put(order)
                .put(order)
                .putShort((short) 42)
                .putInt(HEADER)
                .array());
        var pages = block.pages();
        if (!pages.isEmpty()) {
            write(pages.getFirst(), true);
        }
        return out.toByteArray();
    }

    private void write(Directory directory, boolean isFirst) {
        List<Entry> entries = entries(directory, isFirst);
        int start = out.size();
        var table = ordered(2 + entries.size() * ENTRY + 4);
        table.putShort((short) entries.size());
        int place = start + table.capacity();
        var values = new ByteArrayOutputStream();
        var leading = new ArrayList<Entry>();
        for (Entry entry : entries) {
            table.putShort((short) entry.tag());
            if (isFirst && isLeading(entry)) {
                // Its place follows when it is known.
                table.putShort((short) 4).putInt(1).putInt(0);
                leading.add(entry);
                continue;
            }
            byte[] value = block.file().slice(entry.place(), (int) entry.bytes());
            table.putShort((short) entry.type()).putInt((int) entry.count());
            if (value.length <= 4) {
                table.put(Arrays.copyOf(value, 4));
            } else {
                table.putInt(place + values.size());
                values.writeBytes(value);
                if (value.length % 2 == 1) {
                    values.write(0);
                }
            }
        }
        out.writeBytes(table.array());
        out.writeBytes(values.toByteArray());
        for (Entry entry : leading) {
            follow(directory, entry, start + 2 + entries.indexOf(entry) * ENTRY + 8);
        }
    }

    private void follow(Directory directory, Entry entry, int pointer) {
        var to = block.at(directory, entry.tag());
        if (to.isEmpty()) {
            return;
        }
        int place = out.size();
        write(to.get(), false);
        byte[] all = out.toByteArray();
        ByteBuffer.wrap(all)
                .order(block.isLittle() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                .putInt(pointer, place);
        out.reset();
        out.writeBytes(all);
    }

    private List<Entry> entries(Directory directory, boolean isFirst) {
        var entries = new ArrayList<Entry>();
        long bytes = 0;
        for (int i = 0; i < directory.size() && entries.size() < MOST_ENTRIES; i++) {
            Entry entry = block.new Entry(directory.entry(i));
            boolean wanted = entry.isThere()
                    && entry.type() <= 12
                    && entry.bytes() <= MOST_ENTRY
                    && bytes + entry.bytes() <= MOST_BYTES
                    && isAboutThePicture(entry.tag());
            if (wanted || (isFirst && isLeading(entry))) {
                bytes += wanted ? entry.bytes() : 0;
                entries.add(entry);
            }
        }
        return entries;
    }

    private static boolean isLeading(Entry entry) {
        return entry.tag() == EXIF || entry.tag() == POSITION;
    }

    /// Not where its bytes are, nor the camera's own notes, nor other directories.
    private static boolean isAboutThePicture(int tag) {
        return switch (tag) {
            case 273, 279, 288, 289, 320, 324, 325, 330, 347, 513, 514, 34675, EXIF, POSITION, MAKERNOTE -> false;
            default -> true;
        };
    }

    private ByteBuffer ordered(int size) {
        return ByteBuffer.allocate(size).order(block.isLittle() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }
}
