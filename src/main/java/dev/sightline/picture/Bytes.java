package dev.sightline.picture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A file in memory, read at offsets. Whoever reads past its end is told that the file is truncated.
final class Bytes {

    private final byte[] data;

    Bytes(byte[] data) {
        this.data = data;
    }

    int length() {
        return data.length;
    }

    boolean has(long offset, long length) {
        return offset >= 0 && length >= 0 && offset <= data.length - length;
    }

    /// Not a copy.
    byte[] array() {
        return data;
    }

    int u8(int offset) {
        require(offset, 1);
        return data[offset] & 0xFF;
    }

    int u16(int offset) {
        require(offset, 2);
        return (data[offset] & 0xFF) << 8 | data[offset + 1] & 0xFF;
    }

    long u32(int offset) {
        return (long) u16(offset) << 16 | u16(offset + 2);
    }

    int u16le(int offset) {
        return Short.reverseBytes((short) u16(offset)) & 0xFFFF;
    }

    int u24le(int offset) {
        return u16le(offset) | u8(offset + 2) << 16;
    }

    long u32le(int offset) {
        return u16le(offset) | (long) u16le(offset + 2) << 16;
    }

    boolean startsWith(int offset, String ascii) {
        return matches(offset, ascii.getBytes(StandardCharsets.US_ASCII));
    }

    boolean startsWith(int offset, int... unsigned) {
        var bytes = new byte[unsigned.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) unsigned[i];
        }
        return matches(offset, bytes);
    }

    private boolean matches(int offset, byte[] expected) {
        return has(offset, expected.length)
                && Arrays.equals(data, offset, offset + expected.length, expected, 0, expected.length);
    }

    String ascii(int offset, int length) {
        return new String(slice(offset, length), StandardCharsets.ISO_8859_1);
    }

    byte[] slice(int offset, int length) {
        require(offset, length);
        return Arrays.copyOfRange(data, offset, offset + length);
    }

    private void require(int offset, int length) {
        if (!has(offset, length)) {
            throw PictureException.truncated();
        }
    }
}
