package dev.sightline.search;

import dev.sightline.index.Kind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// The entries of a ranking as bytes, one after the other: the image in 16, the kind of vector in one, which is -1
/// for none, then score, cosine, lexical, taste and lift as floats, of which not a number stands for none. Seven
/// digits are more than anybody sees.
final class Entries {

    private static final int BYTES = 2 * Long.BYTES + 1 + 5 * Float.BYTES;

    private static final byte NO_KIND = -1;
    private static final Kind[] KINDS = Kind.values();

    private Entries() {}

    static byte[] written(List<Entry> entries) {
        var bytes = ByteBuffer.allocate(entries.size() * BYTES);
        for (var entry : entries) {
            bytes.putLong(entry.image().getMostSignificantBits());
            bytes.putLong(entry.image().getLeastSignificantBits());
            bytes.put((byte) (entry.kind() == null ? NO_KIND : entry.kind().ordinal()));
            bytes.putFloat((float) entry.score());
            bytes.putFloat(number(entry.cosine()));
            bytes.putFloat(number(entry.lexical()));
            bytes.putFloat(number(entry.taste()));
            bytes.putFloat(number(entry.lift()));
        }
        return bytes.array();
    }

    static List<Entry> read(byte[] written) {
        var bytes = ByteBuffer.wrap(written);
        return Stream.generate(() -> entry(bytes)).limit(written.length / BYTES).toList();
    }

    private static Entry entry(ByteBuffer bytes) {
        var image = new UUID(bytes.getLong(), bytes.getLong());
        byte kind = bytes.get();
        return new Entry(
                image,
                bytes.getFloat(),
                number(bytes.getFloat()),
                kind == NO_KIND ? null : KINDS[kind],
                number(bytes.getFloat()),
                number(bytes.getFloat()),
                lift(bytes.getFloat()));
    }

    private static Integer lift(float value) {
        return Float.isNaN(value) ? null : (int) value;
    }

    private static float number(Number value) {
        return value == null ? Float.NaN : value.floatValue();
    }

    private static Double number(float value) {
        return Float.isNaN(value) ? null : (double) value;
    }
}
