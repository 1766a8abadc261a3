package dev.sightline.picture;

import java.util.Optional;

/// A file that another program decodes: only what stands around its pixels is read here.
abstract sealed class ForeignFile implements PictureFile permits HeifFile, JxlFile {

    private static final int ORIENTATION = 274;

    final Bytes file;
    private final MediaType type;

    ForeignFile(Bytes file, MediaType type) {
        this.file = file;
        this.type = type;
    }

    @Override
    public final MediaType type() {
        return type;
    }

    /// What the other program writes, which may have 16 bits a sample and alpha and stays until the renditions are
    /// made, and what comes of it. What the program itself takes is not counted: it is limited on its own.
    @Override
    public final long decodingBytes() {
        long written = (long) width() * height() * 9 + (1 << 20);
        long pixels = (long) width() * height() * 3;
        return written + pixels + ColourProfile.WORKING_BYTES + Renditions.workingBytes(width(), height());
    }

    @Override
    public final boolean complete() {
        return true;
    }

    @Override
    public final byte[] decode() {
        throw PictureException.noDecoder(type);
    }

    /// The block of EXIF behind four bytes that say how far behind; without the orientation, since decoders turn the
    /// pictures of these formats themselves.
    final Optional<byte[]> upright(int start, int end) {
        if (!file.has(start, 4)) {
            return Optional.empty();
        }
        long from = start + 4 + file.u32(start);
        if (from >= end || !file.has(from, end - from)) {
            return Optional.empty();
        }
        byte[] exif = file.slice((int) from, (int) (end - from));
        var block = new Bytes(exif);
        if (!TiffBlock.isStart(block)) {
            return Optional.empty();
        }
        TiffBlock.of(block).pages().stream()
                .findFirst()
                .flatMap(directory -> directory.find(ORIENTATION))
                .filter(TiffBlock.Entry::isThere)
                .ifPresent(entry -> {
                    exif[entry.place()] = 0;
                    exif[entry.place() + 1] = 0;
                });
        return Optional.of(exif);
    }
}
