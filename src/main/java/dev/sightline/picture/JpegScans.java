package dev.sightline.picture;

import java.util.Arrays;

/// The scans of a JPEG, as their headers tell: a progressive picture is spread over several, each of which adds detail.
///
/// @param count of scans that begin in the file
/// @param whole whether they bring every coefficient of every component to its last bit
/// @param ended whether the file says that this was all
record JpegScans(int count, boolean whole, boolean ended) {

    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;
    private static final long ALL_COEFFICIENTS = -1;

    /// @param at         the first scan's header, at its length
    /// @param components the identifiers of the picture's components
    static JpegScans read(Bytes file, int at, int[] components, boolean progressive) {
        var exact = new long[256];
        int count = 0;
        int marker = START_OF_SCAN;
        while (marker != END_OF_IMAGE && file.has(at, 2)) {
            if (marker == START_OF_SCAN) {
                count++;
                if (file.has(at, file.u16(at))) {
                    note(file, at, exact, progressive);
                }
            }
            at = afterMarker(file, at + file.u16(at));
            marker = file.has(at - 1, 1) ? file.u8(at - 1) : 0;
        }
        boolean whole = Arrays.stream(components).allMatch(id -> exact[id] == ALL_COEFFICIENTS);
        return new JpegScans(count, whole, marker == END_OF_IMAGE);
    }

    private static void note(Bytes file, int at, long[] exact, boolean progressive) {
        int components = file.u8(at + 2);
        int spectrum = at + 3 + components * 2;
        int first = file.u8(spectrum) & 63;
        int last = file.u8(spectrum + 1) & 63;
        boolean lastBit = (file.u8(spectrum + 2) & 15) == 0;
        for (int i = 0; i < components; i++) {
            int id = file.u8(at + 3 + i * 2);
            if (!progressive) {
                exact[id] = ALL_COEFFICIENTS;
            } else if (lastBit && first <= last) {
                exact[id] |= (ALL_COEFFICIENTS >>> (63 - last + first)) << first;
            }
        }
    }

    /// The position behind the next marker that has a segment or ends the image, or beyond the end of the file.
    /// Within a scan, an escaped 0xFF and the restarts are data.
    private static int afterMarker(Bytes file, int from) {
        byte[] bytes = file.array();
        for (int i = from; i + 1 < bytes.length; i++) {
            int next = bytes[i + 1] & 0xFF;
            if (bytes[i] == (byte) 0xFF && next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
                return i + 2;
            }
        }
        return bytes.length + 1;
    }

    /// Whether the decoder must keep all coefficients until the last scan.
    boolean isMany() {
        return count > 1;
    }
}
