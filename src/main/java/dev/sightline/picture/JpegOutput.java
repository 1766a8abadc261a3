package dev.sightline.picture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The bytes of a JPEG that is being written.
final class JpegOutput {

    /// More than a unit of six blocks can take, escapes included.
    private static final int MARGIN = 6 * JpegComponent.AREA * 2 * Integer.BYTES;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int length;

    /// The last `count` bits of it are still to be written.
    private long buffer;

    private int count;

    JpegOutput(int expected) {
        this.bytes = new byte[expected + MARGIN];
    }

    void marker(int marker) {
        bytes[length++] = (byte) 0xFF;
        bytes[length++] = (byte) marker;
    }

    void segment(int marker, byte[] content) {
        marker(marker);
        bytes[length++] = (byte) (content.length + 2 >> 8);
        bytes[length++] = (byte) (content.length + 2);
        System.arraycopy(content, 0, bytes, length, content.length);
        length += content.length;
    }

    /// Makes room for one more unit.
    void provide() {
        if (length > bytes.length - MARGIN) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
    }

    /// @param size 1 to 27
    void bits(int bits, int size) {
        buffer = buffer << size | bits;
        count += size;
        if (count >= Integer.SIZE) {
            count -= Integer.SIZE;
            word((int) (buffer >>> count));
        }
    }

    private void word(int word) {
        if (JpegMarkers.hasFF(word & 0xFFFFFFFFL)) {
            for (int shift = 24; shift >= 0; shift -= 8) {
                escaped(word >> shift);
            }
        } else {
            INTS.set(bytes, length, word);
            length += Integer.BYTES;
        }
    }

    private void escaped(int data) {
        bytes[length++] = (byte) data;
        if ((byte) data == -1) {
            bytes[length++] = 0;
        }
    }

    /// Fills the last byte with ones, and says that this was all.
    void end() {
        provide();
        int fill = -count & 7;
        bits((1 << fill) - 1, fill);
        for (int shift = count - 8; shift >= 0; shift -= 8) {
            escaped((int) (buffer >>> shift));
        }
        marker(JpegMarkers.END_OF_IMAGE);
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }
}
