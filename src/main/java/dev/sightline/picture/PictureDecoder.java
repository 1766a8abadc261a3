package dev.sightline.picture;

import java.io.EOFException;
import java.io.IOException;

/// From the bytes of a file to a [Picture]. The first look is at the header alone, so that nobody has to decode a
/// picture to learn that it is too large for the memory there is.
public final class PictureDecoder {

    /// The usual limit: 100 megapixels.
    public static final long MAX_PIXELS = 100_000_000;

    /// Beyond this the samples of a picture no longer fit an array.
    private static final long ARRAY_PIXELS = 250_000_000;

    /// For tables and buffers, whatever the number of pixels.
    private static final long WORKING_BYTES = 8L << 20;

    private PictureDecoder() {}

    /// The same with the usual limit, [#MAX_PIXELS].
    public static PictureHeader header(byte[] bytes) {
        return header(bytes, MAX_PIXELS);
    }

    /// What the file is and how large, from its header.
    ///
    /// @param maxPixels the most pixels that are allowed
    /// @throws PictureException if it is not a picture that can be read, or has more pixels than allowed
    public static PictureHeader header(byte[] bytes, long maxPixels) {
        PictureFile file = open(bytes, maxPixels);
        PictureMetadata metadata = file.exif().map(Exif::read).orElse(PictureMetadata.NONE);
        boolean turned = metadata.orientation().swapsSides();
        int width = turned ? file.height() : file.width();
        int height = turned ? file.width() : file.height();
        long picture = 3L * width * height;
        long decoding = file.decodingBytes() + (metadata.orientation() == Orientation.UPRIGHT ? 0 : picture);
        long reading = Math.max(decoding, picture + Renditions.workingBytes(width, height)) + WORKING_BYTES;
        return new PictureHeader(file.type(), width, height, file.sequence(), metadata, reading);
    }

    /// The header of what another program made of a file.
    ///
    /// @param converted a picture, decoded by that program and turned upright
    /// @param original  the header of the file
    /// @return with the sides of the picture, and all that the original said
    /// @throws PictureException if it is not a picture that can be read, or is larger than the original said
    public static PictureHeader converted(byte[] converted, PictureHeader original) {
        try {
            PictureFile file = open(converted, (long) original.width() * original.height());
            if (!file.type().isForeign() && file.decodingBytes() <= original.decodingBytes()) {
                return new PictureHeader(
                        original.type(),
                        file.width(),
                        file.height(),
                        original.sequence(),
                        original.metadata(),
                        original.decodingBytes());
            }
        } catch (PictureException unreadable) {
            throw PictureException.badDecoder(unreadable);
        }
        throw PictureException.badDecoder(null);
    }

    /// The picture: upright, over white, in sRGB; of an animation the first frame.
    ///
    /// @param header of the same bytes
    /// @throws PictureException if the file turns out to be damaged
    public static Picture decode(byte[] bytes, PictureHeader header) {
        return decode(bytes, header, Math.max(header.width(), header.height()));
    }

    /// The picture in the size of its preview, see [Renditions#PREVIEW]. Faster than decoding all pixels where the file
    /// allows to leave some out that would not be seen.
    ///
    /// @param header of the same bytes
    /// @throws PictureException if the file turns out to be damaged
    public static Picture preview(byte[] bytes, PictureHeader header) {
        var reduced = decode(bytes, header, Renditions.PREVIEW);
        return Renditions.scaled(reduced, header.width(), header.height(), Renditions.PREVIEW);
    }

    static Picture decode(byte[] bytes, PictureHeader header, int longerSide) {
        var pixels = pixels(open(bytes, (long) header.width() * header.height()), longerSide);
        return header.metadata().orientation().upright(pixels.rgb(), pixels.width(), pixels.height());
    }

    private static PictureFile open(byte[] bytes, long maxPixels) {
        PictureFile file = opened(bytes);
        long pixels = (long) file.width() * file.height();
        long limit = Math.min(maxPixels, ARRAY_PIXELS);
        if (pixels > limit) {
            throw new PictureException(
                    Refusal.TOO_MANY_PIXELS,
                    "%d × %d pixels are %d megapixels; the limit is %d. Make it smaller, then upload again."
                            .formatted(
                                    file.width(), file.height(), Math.ceilDiv(pixels, 1_000_000), limit / 1_000_000));
        }
        return file;
    }

    private static PictureFile opened(byte[] bytes) {
        try {
            return PictureFile.open(bytes);
        } catch (PictureException e) {
            throw e;
        } catch (RuntimeException e) {
            throw PictureException.corrupt(e);
        }
    }

    /// Whatever a decoder does when it is given nonsense, it means that the file is damaged.
    private static PictureFile.Pixels pixels(PictureFile file, int longerSide) {
        try {
            return file.decode(longerSide);
        } catch (PictureException e) {
            throw e;
        } catch (EOFException e) {
            throw PictureException.truncated();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw file.complete() ? PictureException.corrupt(e) : PictureException.truncated();
        }
    }
}
