package dev.sightline.picture;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.TreeMap;

/// The ICC profile of a JPEG, in parts: a segment holds 64 KB at most.
final class IccSegments {

    /// Of the segments that may hold a part.
    static final int MARKER = 0xE2;

    private static final String NAME = "ICC_PROFILE\0";

    /// Length, name, number of the part and how many there are.
    private static final int BEFORE_PART = 2 + NAME.length() + 2;

    private final TreeMap<Integer, byte[]> parts = new TreeMap<>();
    private int count;

    /// Notes a segment if it is one of these.
    ///
    /// @param at where it starts, at its length
    void add(Bytes file, int at, int length) {
        if (length <= BEFORE_PART || !file.startsWith(at + 2, NAME) || !file.has(at, length)) {
            return;
        }
        count = file.u8(at + BEFORE_PART - 1);
        parts.putIfAbsent(file.u8(at + BEFORE_PART - 2), file.slice(at + BEFORE_PART, length - BEFORE_PART));
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /// What [#profile] and its use hold besides the samples.
    long workingBytes() {
        return isEmpty() ? 0 : ColourProfile.WORKING_BYTES;
    }

    /// As [ColourProfile#of].
    Optional<ColourProfile> profile(int channels) {
        if (isEmpty() || parts.size() != count) {
            return Optional.empty();
        }
        var icc = new ByteArrayOutputStream();
        parts.values().forEach(icc::writeBytes);
        return ColourProfile.of(icc.toByteArray(), channels);
    }
}
