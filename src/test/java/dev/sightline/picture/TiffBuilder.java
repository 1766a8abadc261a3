package dev.sightline.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Puts TIFF files together, and the camera raw files that are built like them.
final class TiffBuilder {

    private final ByteOrder order;
    private final SortedMap<Integer, Entry> entries = new TreeMap<>();
    private final List<TiffBuilder> children = new ArrayList<>();
    private TiffBuilder next;
    private String signature = "";
    private int nextAt;

    /// @param type    of EXIF: 2 text, 3 and 4 numbers
    /// @param outside what is put elsewhere in the file, each with its place in the value; or null
    private record Entry(int type, long[] values, byte[] bytes, List<byte[]> outside) {}

    TiffBuilder(ByteOrder order) {
        this.order = order;
    }

    TiffBuilder number(int tag, long number) {
        return numbers(tag, number);
    }

    TiffBuilder numbers(int tag, long... numbers) {
        entries.put(tag, new Entry(4, numbers, null, null));
        return this;
    }

    TiffBuilder text(int tag, String text) {
        entries.put(tag, new Entry(2, null, (text + "\0").getBytes(StandardCharsets.US_ASCII), null));
        return this;
    }

    /// Bytes elsewhere in the file: an entry for where they are and one for how many.
    TiffBuilder strips(int offsets, int lengths, byte[] data, int each) {
        var strips = new ArrayList<byte[]>();
        for (int at = 0; at < data.length; at += each) {
            strips.add(Arrays.copyOfRange(data, at, Math.min(data.length, at + each)));
        }
        entries.put(offsets, new Entry(4, new long[strips.size()], null, strips));
        return numbers(lengths, strips.stream().mapToLong(strip -> strip.length).toArray());
    }

    TiffBuilder child(TiffBuilder child) {
        children.add(child);
        return this;
    }

    TiffBuilder then(TiffBuilder page) {
        next = page;
        return this;
    }

    /// Letters right behind the header.
    TiffBuilder signed(String letters) {
        signature = letters;
        return this;
    }

    byte[] file() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(order == ByteOrder.LITTLE_ENDIAN ? new byte[] {'I', 'I', 42, 0} : new byte[] {'M', 'M', 0, 42});
        int first = 8 + signature.length();
        out.writeBytes(ordered(4).putInt(first).array());
        out.writeBytes(signature.getBytes(StandardCharsets.ISO_8859_1));
        write(out);
        return out.toByteArray();
    }

    /// This directory at the end of `out`, then everything that hangs on it.
    private void write(ByteArrayOutputStream out) {
        if (!children.isEmpty()) {
            numbers(330, new long[children.size()]);
        }
        int start = out.size();
        int table = 2 + entries.size() * 12 + 4;
        var tail = new ByteArrayOutputStream();
        for (Entry entry : entries.values()) {
            for (int i = 0; entry.outside() != null && i < entry.values().length; i++) {
                entry.values()[i] = start + table + tail.size();
                tail.writeBytes(entry.outside().get(i));
            }
        }
        if (!children.isEmpty() || next != null) {
            writeFollowers(start + table, tail);
        }
        var directory = ordered(table).putShort((short) entries.size());
        entries.forEach((tag, entry) -> {
            byte[] value = value(entry);
            directory.putShort(tag.shortValue()).putShort((short) entry.type());
            directory.putInt(entry.bytes() == null ? entry.values().length : value.length);
            if (value.length <= 4) {
                directory.put(Arrays.copyOf(value, 4));
            } else {
                directory.putInt(start + table + tail.size());
                tail.writeBytes(value);
            }
        });
        directory.putInt(nextAt);
        out.writeBytes(directory.array());
        out.writeBytes(tail.toByteArray());
    }

    private void writeFollowers(int tailStart, ByteArrayOutputStream tail) {
        for (int i = 0; i < children.size(); i++) {
            entries.get(330).values()[i] = append(children.get(i), tailStart, tail);
        }
        nextAt = next == null ? 0 : append(next, tailStart, tail);
    }

    private static int append(TiffBuilder builder, int tailStart, ByteArrayOutputStream tail) {
        int place = tailStart + tail.size();
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(new byte[place]);
        builder.write(whole);
        tail.write(whole.toByteArray(), place, whole.size() - place);
        return place;
    }

    private byte[] value(Entry entry) {
        if (entry.bytes() != null) {
            return entry.bytes();
        }
        var value = ordered(entry.values().length * 4);
        for (long number : entry.values()) {
            value.putInt((int) number);
        }
        return value.array();
    }

    private ByteBuffer ordered(int size) {
        return ByteBuffer.allocate(size).order(order);
    }
}
