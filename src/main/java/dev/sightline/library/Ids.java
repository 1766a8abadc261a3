package dev.sightline.library;

import java.util.UUID;

/// Identifiers that sort by the time they were made: version 7 of RFC 9562.
public final class Ids {

    private Ids() {}

    public static UUID next() {
        var random = UUID.randomUUID();
        long high = System.currentTimeMillis() << 16 | 0x7000 | random.getMostSignificantBits() & 0xFFF;
        return new UUID(high, random.getLeastSignificantBits());
    }
}
