package dev.sightline.picture;

import java.util.ArrayList;
import java.util.List;

/// The header of a scan.
///
/// @param parts those of its components, in the order of their data
/// @param first coefficient that it brings, 0 to 63
/// @param last  coefficient that it brings
/// @param high  the bits of them that were not known before it; 0 in a first pass
/// @param low   the bits of them that are not known after it
/// @param data  where its data begin
record JpegScan(List<Part> parts, int first, int last, int high, int low, int data) {

    private static final int MOST_BITS = 13;

    /// @param direct      the number of the table of the first coefficient's code
    /// @param alternating the number of the table of the other coefficients' code
    record Part(JpegComponent component, int direct, int alternating) {}

    /// @param at the start of the segment, at its length
    /// @throws PictureException if it does not fit the frame
    static JpegScan read(Bytes file, int at, JpegFrame frame) {
        int count = file.u8(at + 2);
        int spectrum = at + 3 + count * 2;
        if (file.u16(at) != 6 + count * 2) {
            throw PictureException.corrupt(null);
        }
        var parts = new ArrayList<Part>();
        for (int i = 0; i < count; i++) {
            int id = file.u8(at + 3 + i * 2);
            int tables = file.u8(at + 4 + i * 2);
            parts.add(new Part(component(id, frame, parts), tables >> 4, tables & 15));
        }
        int approximation = file.u8(spectrum + 2);
        var scan = frame.progressive()
                ? new JpegScan(
                        parts,
                        file.u8(spectrum),
                        file.u8(spectrum + 1),
                        approximation >> 4,
                        approximation & 15,
                        spectrum + 3)
                : new JpegScan(parts, 0, JpegComponent.AREA - 1, 0, 0, spectrum + 3);
        scan.check(frame);
        return scan;
    }

    private static JpegComponent component(int id, JpegFrame frame, List<Part> taken) {
        return frame.components().stream()
                .filter(component -> component.id() == id)
                .filter(component -> taken.stream().noneMatch(part -> part.component() == component))
                .findFirst()
                .orElseThrow(() -> PictureException.corrupt(null));
    }

    private void check(JpegFrame frame) {
        boolean known = last < JpegComponent.AREA && high <= MOST_BITS && low <= MOST_BITS;
        boolean ordered = first <= last && (high == 0 || high == low + 1);
        boolean separate = !frame.progressive() || (first == 0 ? last == 0 : parts.size() == 1);
        if (parts.isEmpty() || !known || !ordered || !separate) {
            throw PictureException.corrupt(null);
        }
    }

    /// Whether blocks of several components follow each other.
    boolean interleaved() {
        return parts.size() > 1;
    }
}
