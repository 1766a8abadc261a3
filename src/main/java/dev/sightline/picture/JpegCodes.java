package dev.sightline.picture;

/// A Huffman code. Whatever begins with a code of up to [#LOOK] bits is found by one look at a table; where the value
/// that follows the code fits in there too, it is in the table already.
final class JpegCodes {

    /// Bits that are looked up at once.
    static final int LOOK = 10;

    /// In place of a length: the code is longer than the table looks ahead, or there is no such code.
    static final int LONG = 0;

    /// What [#coefficients] says of a value that is not in the table; the rest of the entry is as of [#symbol].
    static final int UNRESOLVED = 1 << 6;

    /// The run that ends a block, beyond any position in it.
    static final int END_OF_BLOCK = 192;

    /// The run that stands for a code that does not exist: beyond any block, short of its end.
    static final int BAD = 96;

    private static final int LONGEST = 16;
    private static final int SPAN = 1 << LOOK;

    /// For each length, the first code beyond those of that length, aligned to [#LONGEST] bits.
    private final int[] limits = new int[LONGEST + 1];

    /// For each length, what to add to a code of it for the place of its symbol.
    private final int[] offsets = new int[LONGEST + 1];

    private final byte[] symbols;
    private final short[] ahead = new short[SPAN];

    /// @param counts  of codes with 1, 2, ... 16 bits
    /// @param symbols in the order of their codes
    JpegCodes(byte[] counts, byte[] symbols) {
        this.symbols = symbols;
        int code = 0;
        int place = 0;
        for (int length = 1; length <= LONGEST; length++) {
            int count = counts[length - 1] & 0xFF;
            offsets[length] = place - code;
            if (code + count > 1 << length) {
                throw PictureException.corrupt(null);
            }
            for (int i = 0; i < count && length <= LOOK; i++) {
                fill(code + i, length, symbols[place + i] & 0xFF);
            }
            code += count;
            place += count;
            limits[length] = code << (LONGEST - length);
            code <<= 1;
        }
    }

    private void fill(int code, int length, int symbol) {
        int from = code << (LOOK - length);
        int to = code + 1 << (LOOK - length);
        for (int i = from; i < to; i++) {
            ahead[i] = (short) (length << 8 | symbol);
        }
    }

    /// @param bits the next, from the highest on
    /// @return the length of the code, times 256, and its symbol; a negative number if there is no such code
    int symbol(long bits) {
        int found = ahead[(int) (bits >>> (64 - LOOK))];
        return found >> 8 != LONG ? found : longSymbol((int) (bits >>> (64 - LONGEST)));
    }

    private int longSymbol(int bits) {
        for (int length = LOOK + 1; length <= LONGEST; length++) {
            if (bits < limits[length]) {
                int place = (bits >> (LONGEST - length)) + offsets[length];
                return length << 8 | symbols[place] & 0xFF;
            }
        }
        return -1;
    }

    /// For each beginning of [#LOOK] bits, what a block of a sequential picture makes of it: the number of bits to
    /// consume (6 bits), [#UNRESOLVED], from bit 8 on the run of zeros before the value (8 bits), and the value
    /// (16 bits).
    ///
    /// @param direct for first coefficients, which have no run and no end
    int[] coefficients(boolean direct) {
        var table = new int[SPAN];
        for (int i = 0; i < SPAN; i++) {
            int size = ahead[i] & 15;
            int length = ahead[i] >> 8;
            table[i] = length == LONG || length + size > LOOK
                    ? UNRESOLVED
                    : coefficient(ahead[i], (long) i << (64 - LOOK), direct);
        }
        return table;
    }

    /// The same for what is not in the table.
    int coefficient(long bits, boolean direct) {
        return coefficient(symbol(bits), bits, direct);
    }

    private static int coefficient(int symbol, long bits, boolean direct) {
        int size = symbol & 15;
        int run = symbol >> 4 & 15;
        if (symbol < 0 || direct && run > 0) {
            return BAD << 8;
        }
        int length = symbol >> 8;
        if (size == 0) {
            return (run < 15 && !direct ? END_OF_BLOCK : run) << 8 | length;
        }
        return signed((int) (bits << length >>> (64 - size)), size) << 16 | run << 8 | length + size;
    }

    /// The value that `size` bits stand for: those that begin with 0 are negative.
    static int signed(int bits, int size) {
        return bits >= 1 << (size - 1) ? bits : bits - (1 << size) + 1;
    }
}
