package dev.sightline.library;

import java.nio.ByteBuffer;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.UUID;
import java.util.stream.IntStream;

/// Ids of images as they come from the database, in 16 bytes each and in their order there: so a set of many need not
/// be built first.
final class ImageIds extends AbstractSet<UUID> {

    private static final int BYTES = 2 * Long.BYTES;

    private final ByteBuffer bytes;

    /// @param bytes in the order of the unsigned bytes, none twice
    ImageIds(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    private UUID get(int index) {
        return new UUID(bytes.getLong(index * BYTES), bytes.getLong(index * BYTES + Long.BYTES));
    }

    @Override
    public boolean contains(Object other) {
        if (!(other instanceof UUID image)) {
            return false;
        }
        int from = 0;
        int to = size();
        while (from < to) {
            int middle = from + to >>> 1;
            int order = compare(get(middle), image);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return false;
    }

    /// That of PostgreSQL; Java compares ids as signed numbers.
    private static int compare(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }

    @Override
    public Iterator<UUID> iterator() {
        return IntStream.range(0, size()).mapToObj(this::get).iterator();
    }

    @Override
    public int size() {
        return bytes.capacity() / BYTES;
    }
}
