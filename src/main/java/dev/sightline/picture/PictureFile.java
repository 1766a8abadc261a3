package dev.sightline.picture;

import java.io.IOException;

/// A file of one format: its header has been read, its pixels are still encoded.
sealed interface PictureFile permits JpegFile, PngFile, GifFile, WebpFile, BmpFile {

    static PictureFile open(byte[] bytes) {
        var file = new Bytes(bytes);
        return switch (MediaType.of(bytes)) {
            case JPEG -> JpegFile.open(file);
            case PNG -> PngFile.open(file);
            case GIF -> GifFile.open(file);
            case WEBP -> WebpFile.open(file);
            case BMP -> BmpFile.open(file);
        };
    }

    MediaType type();

    /// In pixels, as stored.
    int width();

    int height();

    default boolean animated() {
        return false;
    }

    /// The most bytes that [#decode()] holds at one time, its result among them, whatever the number of pixels.
    long decodingBytes();

    /// Whether the file reaches as far as its header promises, where that can be known without decoding.
    boolean complete();

    /// The pixels as stored, `width * height * 3` bytes: red, green, blue; what is transparent is over white.
    byte[] decode() throws IOException;
}
