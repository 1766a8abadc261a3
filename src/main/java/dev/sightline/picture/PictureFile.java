package dev.sightline.picture;

import java.io.IOException;

/// A file of one format: its header has been read, its pixels are still encoded.
sealed interface PictureFile permits JpegFile, PngFile, GifFile, WebpFile, BmpFile, TiffFile, RawFile, ForeignFile {

    static PictureFile open(byte[] bytes) {
        var file = new Bytes(bytes);
        MediaType type = MediaType.of(bytes);
        return switch (type) {
            case JPEG -> JpegFile.open(file);
            case PNG -> PngFile.open(file);
            case GIF -> GifFile.open(file);
            case WEBP -> WebpFile.open(file);
            case BMP -> BmpFile.open(file);
            case TIFF -> TiffFile.open(file);
            case DNG, CR2, CR3, NEF, ARW, RAF -> RawFile.open(file, type);
            case HEIC, AVIF -> HeifFile.open(file, type);
            case JXL -> JxlFile.open(file);
        };
    }

    MediaType type();

    /// In pixels, as stored.
    int width();

    int height();

    default Sequence sequence() {
        return Sequence.SINGLE;
    }

    /// The most bytes that [#decode()] holds at one time, its result among them, whatever the number of pixels.
    long decodingBytes();

    /// Whether the file reaches as far as its header promises, where that can be known without decoding.
    boolean complete();

    /// The pixels as stored, `width * height * 3` bytes: red, green, blue; what is transparent is over white.
    byte[] decode() throws IOException;

    /// The same, or the same picture with fewer pixels if that is less work.
    ///
    /// @param longerSide in pixels: large enough that nobody sees the difference in a picture of that size
    default Pixels decode(int longerSide) throws IOException {
        return new Pixels(width(), height(), decode());
    }

    /// @param rgb as of [#decode()]
    record Pixels(int width, int height, byte[] rgb) {}
}
