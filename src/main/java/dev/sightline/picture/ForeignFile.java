package dev.sightline.picture;

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
        throw PictureException.notHere(type);
    }
}
