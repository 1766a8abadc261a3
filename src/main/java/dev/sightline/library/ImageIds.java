package dev.sightline.library;

import java.nio.ByteBuffer;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.UUID;
import java.util.stream.IntStream;

/// Ids of images as they come from the database, in 16 bytes each: to ask for one, no object is made of them.
final class ImageIds extends AbstractSet<UUID> {

    private static final int BYTES = 2 * Long.BYTES;

    /// An odd number near 2^64 divided by the golden ratio: Knuth, The Art of Computer Programming 3, section 6.4.
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final ByteBuffer bytes;

    /// The number of an id, from 1, at its hash or as soon after it as there is room; 0 where there is none.
    /// At most half full.
    private final int[] places;

    /// @param bytes none twice
    ImageIds(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
        places = new int[Integer.highestOneBit(size() + 1) << 2];
        for (int index = 0; index < size(); index++) {
            int place = place(high(index), low(index));
            while (places[place] != 0) {
                place = next(place);
            }
            places[place] = index + 1;
        }
    }

    @Override
    public boolean contains(Object other) {
        return other instanceof UUID image && isThere(image.getMostSignificantBits(), image.getLeastSignificantBits());
    }

    private boolean isThere(long high, long low) {
        for (int place = place(high, low); places[place] != 0; place = next(place)) {
            int index = places[place] - 1;
            if (low(index) == low && high(index) == high) {
                return true;
            }
        }
        return false;
    }

    private int place(long high, long low) {
        return (int) ((high ^ low) * SPREAD >>> 32) & places.length - 1;
    }

    private int next(int place) {
        return place + 1 & places.length - 1;
    }

    private long high(int index) {
        return bytes.getLong(index * BYTES);
    }

    private long low(int index) {
        return bytes.getLong(index * BYTES + Long.BYTES);
    }

    @Override
    public Iterator<UUID> iterator() {
        return IntStream.range(0, size())
                .mapToObj(index -> new UUID(high(index), low(index)))
                .iterator();
    }

    @Override
    public int size() {
        return bytes.capacity() / BYTES;
    }
}
