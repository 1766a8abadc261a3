package dev.sightline.picture;

import java.io.IOException;
import javax.imageio.ImageReader;

/// BMP, decoded by the JDK.
final class BmpFile implements PictureFile {

    private static final int HEADER = 14;
    /// The oldest kind of header, with 16 bits for the sides.
    private static final int CORE = 12;
    private static final int UNCOMPRESSED = 0;
    private static final int MASKS = 3;

    private final Bytes file;
    private final int width;
    private final int height;
    private final int depth;
    private final int compression;

    private BmpFile(Bytes file) {
        this.file = file;
        boolean core = file.u32le(HEADER) == CORE;
        long wide = core ? file.u16le(18) : (int) file.u32le(18);
        // Negative where the first row is the top one.
        long high = Math.abs(core ? file.u16le(20) : (long) (int) file.u32le(22));
        depth = file.u16le(core ? 24 : 28);
        compression = core ? UNCOMPRESSED : Math.toIntExact(Math.min(file.u32le(30), Integer.MAX_VALUE));
        if (wide <= 0 || high == 0 || high > Integer.MAX_VALUE) {
            throw PictureException.corrupt(null);
        }
        if (compression > MASKS) {
            throw PictureException.unsupported("BMP pictures with another format inside");
        }
        width = (int) wide;
        height = (int) high;
    }

    static BmpFile open(Bytes file) {
        return new BmpFile(file);
    }

    /// Whether what follows the first 14 bytes is the beginning of a header that exists.
    static boolean isHeader(Bytes file) {
        if (!file.has(HEADER, 4)) {
            return false;
        }
        long size = file.u32le(HEADER);
        return size == CORE || (size >= 40 && size <= 124);
    }

    @Override
    public MediaType type() {
        return MediaType.BMP;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    /// 24 bits are turned where they are; all others are held as they are stored as well.
    @Override
    public long decodingBytes() {
        long pixels = (long) width * height;
        return depth == 24 ? pixels * 3 : pixels * (Math.ceilDiv(Math.min(depth, 32), 8) + 3);
    }

    @Override
    public boolean complete() {
        long row = Math.ceilDiv((long) width * depth, 32) * 4;
        boolean plain = compression == UNCOMPRESSED || compression == MASKS;
        return plain ? file.has(file.u32le(10), row * height) : file.has(0, file.u32le(2));
    }

    @Override
    public byte[] decode() throws IOException {
        ImageReader reader = Readers.jdk("bmp", new MemoryStream(file.array()));
        try {
            return Readers.rgb(reader.read(0));
        } finally {
            reader.dispose();
        }
    }
}
