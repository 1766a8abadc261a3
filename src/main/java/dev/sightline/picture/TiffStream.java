package dev.sightline.picture;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// A strip or a tile of a TIFF as its bytes were before they were compressed, row by row.
abstract sealed class TiffStream implements AutoCloseable {

    static final int NONE = 1;
    static final int LZW = 5;
    static final int DEFLATE = 8;
    static final int OLD_DEFLATE = 32946;
    static final int PACK_BITS = 32773;

    final Bytes file;
    int at;
    final int end;

    private TiffStream(Bytes file, int offset, int length) {
        this.file = file;
        this.at = offset;
        this.end = offset + length;
    }

    static boolean reads(int compression) {
        return switch (compression) {
            case NONE, LZW, DEFLATE, OLD_DEFLATE, PACK_BITS -> true;
            default -> false;
        };
    }

    /// @param compression one that [#reads]
    static TiffStream of(int compression, Bytes file, int offset, int length) {
        return switch (compression) {
            case NONE -> new Plain(file, offset, length);
            case LZW -> new Lzw(file, offset, length);
            case PACK_BITS -> new PackBits(file, offset, length);
            default -> new Deflate(file, offset, length);
        };
    }

    /// Fills the row.
    ///
    /// @throws PictureException if there is not that much
    final void read(byte[] row) {
        int filled = 0;
        while (filled < row.length) {
            int count = read(row, filled, row.length - filled);
            if (count <= 0) {
                throw PictureException.truncated();
            }
            filled += count;
        }
    }

    /// @return how many bytes there were, at least one, or 0 at the end
    abstract int read(byte[] target, int from, int most);

    @Override
    public void close() {}

    private static final class Plain extends TiffStream {

        Plain(Bytes file, int offset, int length) {
            super(file, offset, length);
        }

        @Override
        int read(byte[] target, int from, int most) {
            int count = Math.min(most, end - at);
            System.arraycopy(file.array(), at, target, from, count);
            at += count;
            return count;
        }
    }

    /// Runs of one byte, and of bytes that are as they are.
    private static final class PackBits extends TiffStream {

        private int left;
        private boolean repeated;

        PackBits(Bytes file, int offset, int length) {
            super(file, offset, length);
        }

        @Override
        int read(byte[] target, int from, int most) {
            while (left == 0) {
                if (at + 1 >= end) {
                    return 0;
                }
                int head = (byte) file.u8(at++);
                repeated = head < 0;
                // -128 means nothing.
                left = head == -128 ? 0 : Math.abs(head) + 1;
            }
            int count = Math.min(left, most);
            if (repeated) {
                Arrays.fill(target, from, from + count, (byte) file.u8(at));
            } else {
                count = Math.min(count, end - at);
                System.arraycopy(file.array(), at, target, from, count);
                at += count;
            }
            left -= count;
            at += repeated && left == 0 ? 1 : 0;
            return count;
        }
    }

    private static final class Deflate extends TiffStream {

        private final Inflater inflater = new Inflater();

        Deflate(Bytes file, int offset, int length) {
            super(file, offset, length);
            inflater.setInput(file.array(), offset, length);
        }

        @Override
        int read(byte[] target, int from, int most) {
            try {
                return inflater.inflate(target, from, most);
            } catch (DataFormatException e) {
                throw PictureException.corrupt(e);
            }
        }

        @Override
        public void close() {
            inflater.end();
        }
    }

    /// Codes of 9 to 12 bits for strings of bytes, each one longer by a byte than one before.
    private static final class Lzw extends TiffStream {

        private static final int CLEAR = 256;
        private static final int END = 257;
        private static final int SIZE = 4096;

        private final short[] prefixes = new short[SIZE];
        private final byte[] lasts = new byte[SIZE];
        private final byte[] firsts = new byte[SIZE];
        private final short[] lengths = new short[SIZE];
        /// The string of the last code, of which the end may not have been read yet.
        private final byte[] string = new byte[SIZE];
        private int stringAt;
        private int stringEnd;
        private int next = END + 1;
        private int previous = -1;
        private int width = 9;
        private int bits;
        private int bitCount;

        Lzw(Bytes file, int offset, int length) {
            super(file, offset, length);
            for (int i = 0; i < CLEAR; i++) {
                lasts[i] = (byte) i;
                firsts[i] = (byte) i;
                lengths[i] = 1;
            }
        }

        @Override
        int read(byte[] target, int from, int most) {
            while (stringAt == stringEnd) {
                int code = code();
                if (code == END) {
                    return 0;
                }
                if (code == CLEAR) {
                    next = END + 1;
                    width = 9;
                    previous = -1;
                } else {
                    follow(code);
                }
            }
            int count = Math.min(most, stringEnd - stringAt);
            System.arraycopy(string, stringAt, target, from, count);
            stringAt += count;
            return count;
        }

        private void follow(int code) {
            if (code > next || (code == next && previous < 0)) {
                throw PictureException.corrupt(null);
            }
            if (previous >= 0 && next < SIZE) {
                prefixes[next] = (short) previous;
                firsts[next] = firsts[previous];
                lasts[next] = firsts[code == next ? previous : code];
                lengths[next] = (short) (lengths[previous] + 1);
                next++;
                // A step earlier than it would have to be, which all writers do.
                if (next + 1 >= 1 << width && width < 12) {
                    width++;
                }
            }
            spell(code);
            previous = code;
        }

        private void spell(int code) {
            if (code >= next || code == CLEAR || code == END) {
                throw PictureException.corrupt(null);
            }
            stringAt = 0;
            stringEnd = lengths[code];
            int part = code;
            for (int i = stringEnd - 1; i >= 0; i--) {
                string[i] = lasts[part];
                part = prefixes[part];
            }
        }

        private int code() {
            while (bitCount < width) {
                if (at >= end) {
                    return END;
                }
                bits = bits << 8 | file.u8(at++);
                bitCount += 8;
            }
            bitCount -= width;
            return bits >> bitCount & (1 << width) - 1;
        }
    }
}
