package dev.sightline.picture;

import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/// Writes the coefficients of blocks in the Huffman codes of one kind of component.
final class JpegCodeWriter {

    private static final int ZEROS = 0xF0;
    private static final int MOST_ZEROS = 15;

    /// For each symbol, its code, times 32, and the length of that.
    private final int[] direct;

    private final int[] alternating;

    JpegCodeWriter(JPEGHuffmanTable direct, JPEGHuffmanTable alternating) {
        this.direct = codes(direct);
        this.alternating = codes(alternating);
    }

    private static int[] codes(JPEGHuffmanTable table) {
        var codes = new int[256];
        short[] values = table.getValues();
        int code = 0;
        int place = 0;
        for (int length = 1; length <= table.getLengths().length; length++) {
            for (int i = 0; i < table.getLengths()[length - 1]; i++) {
                codes[values[place++]] = code++ << 5 | length;
            }
            code <<= 1;
        }
        return codes;
    }

    /// @param difference of the first coefficient from that of the block before
    void write(int difference, JpegTransform block, JpegOutput out) {
        write(direct, 0, difference, out);
        int[] coefficients = block.coefficients();
        int before = 0;
        for (long left = block.present() & -2L; left != 0; left &= left - 1) {
            int at = Long.numberOfTrailingZeros(left);
            int zeros = at - before - 1;
            for (; zeros > MOST_ZEROS; zeros -= MOST_ZEROS + 1) {
                out.bits(alternating[ZEROS] >> 5, alternating[ZEROS] & 31);
            }
            write(alternating, zeros, coefficients[at], out);
            before = at;
        }
        if (before < JpegComponent.AREA - 1) {
            out.bits(alternating[0] >> 5, alternating[0] & 31);
        }
    }

    /// A block that is as the one before in its first coefficient, and zero in all others.
    void writeSame(JpegOutput out) {
        out.bits(direct[0] >> 5, direct[0] & 31);
        out.bits(alternating[0] >> 5, alternating[0] & 31);
    }

    private static void write(int[] codes, int zeros, int value, JpegOutput out) {
        int sign = value >> 31;
        int size = 32 - Integer.numberOfLeadingZeros((value ^ sign) - sign);
        int code = codes[zeros << 4 | size];
        out.bits((code >> 5) << size | value + sign & (1 << size) - 1, (code & 31) + size);
    }
}
