package dev.sightline.picture;

/// Reads blocks of one component of a progressive scan, each of which adds something to what earlier scans brought.
final class JpegProgressive implements JpegKeptUnit.Blocks {

    private static final byte[] PLACES = JpegTables.PLACES;

    private final JpegScan scan;
    private final JpegCodes codes;
    private int before;

    /// How many more blocks bring nothing new.
    private int run;

    JpegProgressive(JpegScan scan, JpegScan.Part part, JpegTables tables) {
        this.scan = scan;
        this.codes = scan.first() > 0
                ? tables.alternating(part.alternating())
                : scan.high() == 0 ? tables.direct(part.direct()) : null;
    }

    @Override
    public void restart() {
        before = 0;
        run = 0;
    }

    @Override
    public void read(JpegBits in, short[] blocks, int at) {
        if (scan.first() == 0) {
            if (scan.high() == 0) {
                direct(in, blocks, at);
            } else if (in.bits(1) != 0) {
                blocks[at] |= (short) (1 << scan.low());
            }
        } else if (scan.high() == 0) {
            alternating(in, blocks, at);
        } else {
            refined(in, blocks, at);
        }
    }

    private void direct(JpegBits in, short[] blocks, int at) {
        int size = in.symbol(codes);
        if (size > 15) {
            throw JpegDamage.INSTANCE;
        }
        before = (short) (before + (size == 0 ? 0 : in.signed(size)));
        blocks[at] = (short) (before << scan.low());
    }

    private void alternating(JpegBits in, short[] blocks, int at) {
        if (run > 0) {
            run--;
            return;
        }
        int k = scan.first();
        while (k <= scan.last()) {
            int symbol = in.symbol(codes);
            int zeros = symbol >> 4;
            int size = symbol & 15;
            if (size == 0 && zeros < 15) {
                run = runOf(in, zeros) - 1;
                return;
            }
            k += zeros;
            if (k > scan.last()) {
                throw JpegDamage.INSTANCE;
            }
            if (size > 0) {
                blocks[at + PLACES[k]] = (short) (in.signed(size) << scan.low());
            }
            k++;
        }
    }

    private static int runOf(JpegBits in, int size) {
        return size == 0 ? 1 : (1 << size) + in.bits(size);
    }

    /// One more bit of each coefficient that is known already, and those that become known by it.
    private void refined(JpegBits in, short[] blocks, int at) {
        int k = scan.first();
        while (run == 0 && k <= scan.last()) {
            int symbol = in.symbol(codes);
            int zeros = symbol >> 4;
            int size = symbol & 15;
            if (size == 0 && zeros < 15) {
                run = runOf(in, zeros);
                break;
            }
            if (size > 1) {
                throw JpegDamage.INSTANCE;
            }
            int value = size == 0 ? 0 : in.bits(1) != 0 ? 1 << scan.low() : -1 << scan.low();
            k = refineUntil(in, blocks, at, k, zeros);
            if (value != 0) {
                if (k > scan.last()) {
                    throw JpegDamage.INSTANCE;
                }
                blocks[at + PLACES[k]] = (short) value;
            }
            k++;
        }
        if (run > 0) {
            refineUntil(in, blocks, at, k, JpegComponent.AREA);
            run--;
        }
    }

    /// Refines what is known, up to the coefficient behind `zeros` others that are not.
    ///
    /// @return its place, or the one behind the last
    private int refineUntil(JpegBits in, short[] blocks, int at, int from, int zeros) {
        int left = zeros;
        int bit = 1 << scan.low();
        for (int k = from; k <= scan.last(); k++) {
            int place = at + PLACES[k];
            int value = blocks[place];
            if (value == 0) {
                if (left-- == 0) {
                    return k;
                }
            } else if (in.bits(1) != 0 && (value & bit) == 0) {
                blocks[place] = (short) (value > 0 ? value + bit : value - bit);
            }
        }
        return scan.last() + 1;
    }
}
