package dev.sightline.picture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// What has to be known of a file around the program that turns it into a PNG.
public final class ForeignPicture {

    private static final int PNG_HEADER = 8 + 25;

    private final ForeignFile file;

    private ForeignPicture(ForeignFile file) {
        this.file = file;
    }

    /// @param bytes of a type that [MediaType#isForeign]
    public static ForeignPicture of(byte[] bytes) {
        return new ForeignPicture((ForeignFile) PictureFile.open(bytes));
    }

    /// The most bytes that the PNG can have.
    public long mostBytes() {
        return file.writtenBytes();
    }

    /// The PNG with what the file says of its colours, which programs leave out if it is not a profile.
    public byte[] labelled(byte[] png) {
        boolean labels = file.codePoints().isPresent() && png.length > PNG_HEADER;
        if (!labels) {
            return png;
        }
        var chunk = ByteBuffer.allocate(16).putInt(4).put("cICP".getBytes(StandardCharsets.US_ASCII));
        chunk.put(file.codePoints().get());
        var checksum = new CRC32();
        checksum.update(chunk.array(), 4, 8);
        chunk.putInt((int) checksum.getValue());
        return ByteBuffer.allocate(png.length + 16)
                .put(png, 0, PNG_HEADER)
                .put(chunk.array())
                .put(png, PNG_HEADER, png.length - PNG_HEADER)
                .array();
    }
}
