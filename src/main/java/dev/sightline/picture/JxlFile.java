package dev.sightline.picture;

import dev.sightline.picture.IsoBoxes.Box;
import java.util.List;

/// JPEG XL, alone or in its container: its size.
final class JxlFile extends ForeignFile {

    private static final int[][] RATIOS = {{1, 1}, {12, 10}, {4, 3}, {3, 2}, {16, 9}, {5, 4}, {2, 1}};

    private final int width;
    private final int height;
    private final boolean animated;

    private boolean usual;
    private int bit;

    private JxlFile(Bytes file) {
        super(file, MediaType.JXL);
        List<Box> boxes = file.startsWith(0, 0xFF, 0x0A) ? List.of() : IsoBoxes.in(file, 0, file.length());
        int start = boxes.isEmpty() ? 0 : codestream(boxes);
        if (!file.startsWith(start, 0xFF, 0x0A)) {
            throw file.has(start, 2) ? PictureException.corrupt(null) : PictureException.truncated();
        }
        bit = (start + 2) * 8;
        long[] sides = sides();
        if (sides[0] > Integer.MAX_VALUE || sides[1] > Integer.MAX_VALUE) {
            throw PictureException.corrupt(null);
        }
        width = (int) sides[0];
        height = (int) sides[1];
        animated = readAnimated();
    }

    static JxlFile open(Bytes file) {
        return new JxlFile(file);
    }

    /// In one box, or in several that are numbered.
    private int codestream(List<Box> boxes) {
        for (Box box : boxes) {
            if (box.type().equals("jxlc")) {
                return box.start();
            }
            if (box.type().equals("jxlp")) {
                return box.start() + 4;
            }
        }
        throw PictureException.truncated();
    }

    private long[] sides() {
        boolean small = read(1) == 1;
        long high = small ? (read(5) + 1) * 8 : side();
        int ratio = (int) read(3);
        if (ratio > 0) {
            return new long[] {high * RATIOS[ratio - 1][0] / RATIOS[ratio - 1][1], high};
        }
        return new long[] {small ? (read(5) + 1) * 8 : side(), high};
    }

    private long side() {
        return 1
                + switch ((int) read(2)) {
                    case 0 -> read(9);
                    case 1 -> read(13);
                    case 2 -> read(18);
                    default -> read(30);
                };
    }

    private boolean readAnimated() {
        usual = read(1) == 1;
        if (usual || read(1) == 0) {
            return false;
        }
        read(3); // how it is turned
        if (read(1) == 1) {
            sides(); // as displayed
        }
        // What follows a preview is not worth reading on for.
        return read(1) == 0 && read(1) == 1;
    }

    /// The lowest bit first.
    private long read(int bits) {
        long value = 0;
        for (int i = 0; i < bits; i++, bit++) {
            value |= (long) (file.u8(bit >> 3) >> (bit & 7) & 1) << i;
        }
        return value;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public Sequence sequence() {
        return animated ? Sequence.ANIMATION : Sequence.SINGLE;
    }

    @Override
    int sampleBytes() {
        return usual ? 1 : 2;
    }
}
