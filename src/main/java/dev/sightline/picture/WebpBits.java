package dev.sightline.picture;

/// The bits of a lossless WebP stream, the lowest of each byte first.
final class WebpBits {

    private final byte[] data;
    private final int end;
    private int next;
    private long bits;
    private int count;

    WebpBits(byte[] data, int offset, int length) {
        this.data = data;
        this.next = offset;
        this.end = offset + length;
    }

    /// @param width 0 to 24
    int read(int width) {
        int value = peek() & (1 << width) - 1;
        skip(width);
        return value;
    }

    boolean flag() {
        return read(1) == 1;
    }

    /// The next bits, at least 24 of them; zeros behind the end.
    int peek() {
        if (count < 32) {
            fill();
        }
        return (int) bits;
    }

    private void fill() {
        while (count <= 56 && next < end) {
            bits |= (data[next++] & 0xFFL) << count;
            count += 8;
        }
    }

    void skip(int width) {
        count -= width;
        bits >>>= width;
        if (count < 0) {
            throw PictureException.truncated();
        }
    }
}
