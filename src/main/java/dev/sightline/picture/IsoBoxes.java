package dev.sightline.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The boxes of a file of the family of MP4: HEIF and AVIF, the container of JPEG XL, Canon's CR3.
final class IsoBoxes {

    private static final int MOST = 4096;

    /// @param start of its content
    record Box(String type, int start, int end) {

        int length() {
            return end - start;
        }
    }

    private IsoBoxes() {}

    /// The boxes in a stretch of a file, as far as they are there; the last may be cut off.
    static List<Box> in(Bytes file, long from, long to) {
        var boxes = new ArrayList<Box>();
        long end = Math.min(to, file.length());
        long at = from;
        while (at + 8 <= end && boxes.size() < MOST) {
            int place = (int) at;
            long size = file.u32(place);
            int head = 8;
            if (size == 1 && at + 16 <= end) {
                size = file.u32(place + 8) << 32 | file.u32(place + 12);
                head = 16;
            } else if (size == 0) {
                size = end - at;
            }
            if (size < head) {
                return boxes;
            }
            boxes.add(new Box(file.ascii(place + 4, 4), place + head, (int) Math.min(end, at + size)));
            at += size;
        }
        return boxes;
    }

    static Optional<Box> first(Bytes file, long from, long to, String type) {
        return in(file, from, to).stream()
                .filter(box -> box.type().equals(type))
                .findFirst();
    }
}
