package dev.sightline.picture;

/// A prefix code of lossless WebP. Short codes are looked up by the next eight bits, longer ones are followed bit by
/// bit.
final class WebpCode {

    private static final int LONGEST = 15;
    private static final int LOOKED_UP = 8;

    /// In which the lengths of the code of the lengths are stored.
    private static final int[] LENGTH_ORDER = {17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

    /// By the next bits: a symbol and, in the lowest four bits, the length of its code; 0 where the code is longer.
    private final int[] table;

    /// The number of codes of each length.
    private final int[] counts;

    /// The symbols in the order of their codes.
    private final int[] symbols;

    /// @param lengths of the codes of all symbols, in bits; 0 for those that do not occur
    private WebpCode(int[] lengths) {
        counts = new int[LONGEST + 1];
        for (int length : lengths) {
            counts[length]++;
        }
        symbols = inOrder(lengths, counts);
        if (symbols.length == 1) {
            // The only symbol there is takes no bits.
            table = new int[] {symbols[0] << 4};
        } else {
            requireComplete(counts);
            table = lookUp(symbols, counts);
        }
    }

    private static int[] inOrder(int[] lengths, int[] counts) {
        var next = new int[LONGEST + 1];
        for (int length = 2; length <= LONGEST; length++) {
            next[length] = next[length - 1] + counts[length - 1];
        }
        var symbols = new int[lengths.length - counts[0]];
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            if (lengths[symbol] > 0) {
                symbols[next[lengths[symbol]]++] = symbol;
            }
        }
        return symbols;
    }

    /// Every sequence of bits must mean something.
    private static void requireComplete(int[] counts) {
        int free = 1;
        for (int length = 1; length <= LONGEST; length++) {
            free = Math.max(-1, free * 2 - counts[length]);
        }
        if (free != 0) {
            throw PictureException.corrupt(null);
        }
    }

    private static int[] lookUp(int[] symbols, int[] counts) {
        var table = new int[1 << LOOKED_UP];
        int code = 0;
        int at = 0;
        for (int length = 1; length <= LOOKED_UP; length++) {
            for (int i = 0; i < counts[length]; i++) {
                // The stream has the first bit of a code lowest.
                for (int bits = Integer.reverse(code) >>> 32 - length; bits < table.length; bits += 1 << length) {
                    table[bits] = symbols[at] << 4 | length;
                }
                at++;
                code++;
            }
            code <<= 1;
        }
        return table;
    }

    int symbol(WebpBits bits) {
        int ahead = bits.peek();
        int entry = table[ahead & table.length - 1];
        if (entry == 0 && table.length > 1) {
            return longer(bits, ahead);
        }
        bits.skip(entry & 15);
        return entry >> 4;
    }

    private int longer(WebpBits bits, int ahead) {
        int code = 0;
        int at = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code = code << 1 | ahead & 1;
            ahead >>>= 1;
            if (code < counts[length]) {
                bits.skip(length);
                return symbols[at + code];
            }
            code -= counts[length];
            at += counts[length];
        }
        throw PictureException.corrupt(null);
    }

    /// In ints.
    int size() {
        return table.length + counts.length + symbols.length;
    }

    /// Reads a code of symbols below `symbols`.
    static WebpCode read(WebpBits bits, int symbols) {
        return new WebpCode(bits.flag() ? fewLengths(bits, symbols) : lengths(bits, symbols));
    }

    /// One symbol or two, told by name.
    private static int[] fewLengths(WebpBits bits, int symbols) {
        boolean two = bits.flag();
        var lengths = new int[symbols];
        lengths[bits.read(bits.flag() ? 8 : 1)] = 1;
        if (two) {
            lengths[bits.read(8)] = 1;
        }
        return lengths;
    }

    private static int[] lengths(WebpBits bits, int symbols) {
        WebpCode code = lengthCode(bits);
        int left = bits.flag() ? 2 + bits.read(2 + 2 * bits.read(3)) : symbols;
        var lengths = new int[symbols];
        int previous = 8;
        for (int i = 0; i < symbols && left > 0; left--) {
            int symbol = code.symbol(bits);
            if (symbol < 16) {
                lengths[i++] = symbol;
                previous = symbol == 0 ? previous : symbol;
            } else {
                int repeats =
                        switch (symbol) {
                            case 16 -> 3 + bits.read(2);
                            case 17 -> 3 + bits.read(3);
                            default -> 11 + bits.read(7);
                        };
                if (repeats > symbols - i) {
                    throw PictureException.corrupt(null);
                }
                while (repeats-- > 0) {
                    lengths[i++] = symbol == 16 ? previous : 0;
                }
            }
        }
        return lengths;
    }

    private static WebpCode lengthCode(WebpBits bits) {
        var lengths = new int[LENGTH_ORDER.length];
        int count = 4 + bits.read(4);
        for (int i = 0; i < count; i++) {
            lengths[LENGTH_ORDER[i]] = bits.read(3);
        }
        return new WebpCode(lengths);
    }
}
