package dev.sightline.picture;

/// The scans of a JPEG, as their headers tell: a progressive picture is spread over several, each of which adds detail.
///
/// @param count of scans that begin in the file
/// @param whole whether they bring every coefficient of every component to its last bit
/// @param ended whether the file says that this was all
/// @param kept  whether a decoder must keep the coefficients until the last scan
record JpegScans(int count, boolean whole, boolean ended, boolean kept) {

    private static final long ALL_COEFFICIENTS = -1;

    /// @param at the first scan's header, at its length
    static JpegScans read(Bytes file, int at, JpegFrame frame) {
        boolean together = file.u8(at + 2) == frame.components().size();
        var exact = new long[256];
        int count = 0;
        int marker = JpegMarkers.START_OF_SCAN;
        while (marker != JpegMarkers.END_OF_IMAGE && file.has(at, 2)) {
            if (marker == JpegMarkers.START_OF_SCAN) {
                count++;
                if (file.has(at, file.u16(at))) {
                    note(file, at, exact, frame.progressive());
                }
            }
            at = JpegMarkers.afterNext(file.array(), at + file.u16(at));
            marker = file.has(at - 1, 1) ? file.u8(at - 1) : 0;
        }
        boolean whole = frame.components().stream().allMatch(component -> exact[component.id()] == ALL_COEFFICIENTS);
        boolean kept = frame.progressive() || count > 1 || !together;
        return new JpegScans(count, whole, marker == JpegMarkers.END_OF_IMAGE, kept);
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
}
