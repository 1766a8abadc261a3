package dev.sightline.picture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The markers that divide a JPEG.
final class JpegMarkers {

    static final int FRAME = 0xC0;
    static final int PROGRESSIVE_FRAME = 0xC2;
    static final int HUFFMAN_TABLES = 0xC4;
    static final int RESTART = 0xD0;
    static final int END_OF_IMAGE = 0xD9;
    static final int START_OF_SCAN = 0xDA;
    static final int QUANTISATION_TABLES = 0xDB;
    static final int RESTART_INTERVAL = 0xDD;
    static final int JFIF = 0xE0;
    static final int ADOBE = 0xEE;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private JpegMarkers() {}

    /// Whether a marker has no segment: restarts, the start of the image, and one that is for nobody.
    static boolean isAlone(int marker) {
        return marker == 0x01 || (marker >= RESTART && marker <= 0xD8);
    }

    static boolean isRestart(int marker) {
        return (marker & ~7) == RESTART;
    }

    static boolean isFrame(int marker) {
        return marker >= FRAME && marker <= 0xCF && marker != HUFFMAN_TABLES && marker != 0xC8 && marker != 0xCC;
    }

    /// The position of the next byte 0xFF, or the length of the array.
    static int indexOfFF(byte[] bytes, int from) {
        int at = from;
        while (at + Long.BYTES <= bytes.length && !hasFF((long) LONGS.get(bytes, at))) {
            at += Long.BYTES;
        }
        while (at < bytes.length && bytes[at] != (byte) 0xFF) {
            at++;
        }
        return at;
    }

    static boolean hasFF(long eightBytes) {
        return (~eightBytes - LOW_BITS & eightBytes & HIGH_BITS) != 0;
    }

    /// The position behind the next marker that has a segment or ends the image, or beyond the end of the file.
    /// Within a scan, an escaped 0xFF and the restarts are data.
    static int afterNext(byte[] bytes, int from) {
        int at = indexOfFF(bytes, from);
        while (at + 1 < bytes.length) {
            int next = bytes[at + 1] & 0xFF;
            if (next != 0 && next != 0xFF && !isRestart(next)) {
                return at + 2;
            }
            at = indexOfFF(bytes, at + 1);
        }
        return bytes.length + 1;
    }
}
