package dev.sightline.picture;

import java.util.Optional;

/// A file that another program decodes: only what stands around its pixels is read here.
abstract sealed class ForeignFile implements PictureFile permits HeifFile, JxlFile {

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

    /// Bytes of a sample of a PNG with these pixels: 2 where the file does not say.
    abstract int sampleBytes();

    /// What the file says of its colours, where it has no profile, as the content of a `cICP` chunk.
    Optional<byte[]> codePoints() {
        return Optional.empty();
    }

    /// The most that a PNG with these pixels takes, with alpha, if nothing could be saved.
    final long writtenBytes() {
        long pixels = (long) width() * height() * 4 * sampleBytes();
        return pixels + pixels / 16 + (1 << 20);
    }

    /// What the other program writes, which stays until the renditions are made, and what comes of it. What the program
    /// itself takes is not counted: it is limited on its own.
    @Override
    public final long decodingBytes() {
        long written = writtenBytes() * (codePoints().isPresent() ? 2 : 1);
        long pixels = (long) width() * height() * 3;
        return written + pixels + ColourProfile.WORKING_BYTES + Renditions.workingBytes(width(), height());
    }

    @Override
    public final boolean complete() {
        return true;
    }

    @Override
    public final byte[] decode() {
        throw PictureException.notHere(type);
    }
}
