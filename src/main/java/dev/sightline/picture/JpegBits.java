package dev.sightline.picture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The entropy-coded bits of a scan. A part of them is kept in a window from which the escapes have been taken out, so
/// that eight bytes can be read at a time without a look at each.
///
/// At a marker and at the end of the file the bits go on as zeros; [#overrun()] says whether any of those were used.
final class JpegBits {

    /// More than the largest unit between two calls of [#provide()] can take: 64 blocks of 64 values of 32 bits.
    private static final int MARGIN = 1 << 14;

    private static final int WINDOW = 1 << 16;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] file;

    /// The next byte of the file that goes into the window.
    private int at;

    /// Not one byte beyond `filled` has been copied; zeros are there once `ended`.
    final byte[] window = new byte[WINDOW + MARGIN + Long.BYTES];

    private int filled;
    private boolean ended;

    /// The next byte of the window that goes into the buffer.
    int next;

    /// The next bits, from the highest on. Those behind `count` are those of the window too, or zero.
    long buffer;

    int count;

    /// @param at where the data of a scan begins
    JpegBits(byte[] file, int at) {
        this.file = file;
        this.at = at;
    }

    /// Makes sure that one more unit can be read.
    void provide() {
        if (next > filled - MARGIN && !ended) {
            slide();
        }
    }

    private void slide() {
        System.arraycopy(window, next, window, 0, filled - next);
        filled -= next;
        next = 0;
        while (filled < WINDOW && !ended) {
            copy();
        }
        if (ended) {
            Arrays.fill(window, filled, filled + MARGIN + Long.BYTES, (byte) 0);
        }
    }

    /// Up to the next 0xFF, and that too if it is data.
    private void copy() {
        int to = Math.min(file.length, at + WINDOW - filled);
        while (at + Long.BYTES <= to) {
            long eight = (long) LONGS.get(file, at);
            if (JpegMarkers.hasFF(eight)) {
                break;
            }
            LONGS.set(window, filled, eight);
            at += Long.BYTES;
            filled += Long.BYTES;
        }
        while (at < to && file[at] != (byte) 0xFF) {
            window[filled++] = file[at++];
        }
        if (at < to || at == file.length) {
            escaped();
        }
    }

    /// One 0xFF that is data is written as 0xFF 0; others before it are filling.
    private void escaped() {
        int behind = at;
        while (behind < file.length && file[behind] == (byte) 0xFF) {
            behind++;
        }
        if (behind < file.length && behind > at && file[behind] == 0) {
            window[filled++] = (byte) 0xFF;
            at = behind + 1;
        } else {
            ended = true;
        }
    }

    /// Whether more bits were read than there were.
    boolean overrun() {
        return ended && next * 8L - count > filled * 8L;
    }

    /// Goes on behind the next marker, whatever is left before it.
    ///
    /// @return whether it is a restart, so that there is something to go on with
    boolean restart() {
        while (!ended) {
            filled = 0;
            next = 0;
            slide();
        }
        int behind = at;
        while (behind < file.length && file[behind] == (byte) 0xFF) {
            behind++;
        }
        if (behind >= file.length || !JpegMarkers.isRestart(file[behind] & 0xFF)) {
            return false;
        }
        at = behind + 1;
        filled = 0;
        next = 0;
        buffer = 0;
        count = 0;
        ended = false;
        return true;
    }

    /// Fills the buffer to at least 56 bits.
    private void refill() {
        buffer |= (long) LONGS.get(window, next) >>> count;
        next += (63 - count) >> 3;
        count |= 56;
    }

    static long eightBytes(byte[] window, int at) {
        return (long) LONGS.get(window, at);
    }

    /// @param size 1 to 16
    int bits(int size) {
        if (count < 32) {
            refill();
        }
        int bits = (int) (buffer >>> (64 - size));
        buffer <<= size;
        count -= size;
        return bits;
    }

    /// The next value of `size` bits.
    int signed(int size) {
        return JpegCodes.signed(bits(size), size);
    }

    /// @throws JpegDamage if there is no such code
    int symbol(JpegCodes codes) {
        if (count < 32) {
            refill();
        }
        int found = codes.symbol(buffer);
        if (found < 0) {
            throw JpegDamage.INSTANCE;
        }
        int length = found >> 8;
        buffer <<= length;
        count -= length;
        return found & 0xFF;
    }
}
