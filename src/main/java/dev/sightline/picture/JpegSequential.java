package dev.sightline.picture;

/// Reads blocks of one component of a sequential scan.
final class JpegSequential {

    private final JpegCodes directCodes;
    private final JpegCodes alternatingCodes;
    private final int[] direct;
    private final int[] alternating;
    private int before;

    JpegSequential(JpegCodes direct, JpegCodes alternating) {
        this.directCodes = direct;
        this.alternatingCodes = alternating;
        this.direct = direct.coefficients(true);
        this.alternating = alternating.coefficients(false);
    }

    /// The first coefficient of a block is told as the difference from the one before.
    void restart() {
        before = 0;
    }

    /// @param steps of the coefficients, in rows of eight
    /// @param block all zero
    /// @throws JpegDamage if the bits make no block
    void read(JpegBits in, int[] steps, JpegBlock block) {
        byte[] window = in.window;
        byte[] places = JpegTables.PLACES;
        int[] values = block.values;
        long buffer = in.buffer;
        int count = in.count;
        int next = in.next;

        buffer |= JpegBits.eightBytes(window, next) >>> count;
        next += (63 - count) >> 3;
        count |= 56;
        int entry = direct[(int) (buffer >>> (64 - JpegCodes.LOOK))];
        if ((entry & JpegCodes.UNRESOLVED) != 0) {
            entry = directCodes.coefficient(buffer, true);
        }
        if ((entry >> 8 & 0xFF) == JpegCodes.BAD) {
            throw JpegDamage.INSTANCE;
        }
        buffer <<= entry;
        count -= entry & 63;
        before = (short) (before + (entry >> 16));
        values[0] = before * steps[0];

        int at = 1;
        int last = 0;
        while (at < JpegComponent.AREA) {
            last = at - 1;
            if (count < 32) {
                buffer |= JpegBits.eightBytes(window, next) >>> count;
                next += (63 - count) >> 3;
                count |= 56;
            }
            entry = alternating[(int) (buffer >>> (64 - JpegCodes.LOOK))];
            if ((entry & JpegCodes.UNRESOLVED) != 0) {
                entry = alternatingCodes.coefficient(buffer, false);
            }
            buffer <<= entry;
            count -= entry & 63;
            at += entry >> 8 & 0xFF;
            int place = places[at];
            values[place] = (entry >> 16) * steps[place];
            at++;
        }
        if (at <= JpegCodes.END_OF_BLOCK) {
            if (at > JpegComponent.AREA) {
                throw JpegDamage.INSTANCE;
            }
            last = JpegComponent.AREA - 1;
        }
        block.last = last;
        in.buffer = buffer;
        in.count = count;
        in.next = next;
    }
}
