package dev.sightline.picture;

import java.util.List;

/// The smaller copies of a picture that pages show.
public final class Renditions {

    /// The longer side for a picture on its own, in pixels.
    public static final int PREVIEW = 1440;

    /// The longer side in a grid, in pixels.
    public static final int THUMBNAIL = 320;

    /// The longer side in a grid on a display of twice the density, in pixels.
    public static final int THUMBNAIL_2X = 640;

    /// All that an image has. Those that were taken in by an early version get the one for dense displays later.
    public static final List<Integer> SIZES = List.of(PREVIEW, THUMBNAIL_2X, THUMBNAIL);

    private static final float QUALITY = 0.85f;

    private Renditions() {}

    /// The preview and the thumbnails; a picture that is smaller than them keeps its size.
    public static List<Rendition> of(Picture picture) {
        Picture preview = scaled(picture, PREVIEW);
        return List.of(encoded(PREVIEW, preview), thumbnail2x(preview), encoded(THUMBNAIL, scaled(preview, THUMBNAIL)));
    }

    /// @param preview or a larger picture
    public static Rendition thumbnail2x(Picture preview) {
        return encoded(THUMBNAIL_2X, scaled(preview, THUMBNAIL_2X));
    }

    /// A picture as a JPEG that fits into a square.
    ///
    /// @param size the square's side, in pixels; a picture that is smaller keeps its size
    public static byte[] jpeg(Picture picture, int size) {
        return encoded(size, scaled(picture, size)).jpeg();
    }

    /// @param size of the longer side; a smaller picture is returned as it is
    static Picture scaled(Picture picture, int size) {
        return scaled(picture, picture.width(), picture.height(), size);
    }

    /// The same for a picture that has fewer pixels than it had.
    ///
    /// @param width  that it had
    /// @param height that it had
    static Picture scaled(Picture picture, int width, int height, int size) {
        int longer = Math.max(width, height);
        if (longer <= size) {
            return picture;
        }
        return Resampling.BICUBIC.shrink(picture, side(width, longer, size), side(height, longer, size));
    }

    private static int side(int length, int longer, int size) {
        return Math.max(1, (int) Math.round((double) length * size / longer));
    }

    /// The most bytes that making renditions of a picture of this size holds besides the picture: one that is reduced,
    /// one that is also narrowed, and those that are written.
    static long workingBytes(int width, int height) {
        int longer = Math.max(width, height);
        long across = Box.factor(width, side(width, longer, PREVIEW), Resampling.GAP);
        long down = Box.factor(height, side(height, longer, PREVIEW), Resampling.GAP);
        long rows = Math.ceilDiv(height, down);
        long reduced = across * down == 1 ? 0 : 3 * Math.ceilDiv(width, across) * rows;
        long narrowed = longer <= PREVIEW ? 0 : 3L * side(width, longer, PREVIEW) * rows;
        return reduced + narrowed + 2L * 3 * PREVIEW * PREVIEW;
    }

    static Rendition encoded(int size, Picture picture) {
        return new Rendition(size, picture.width(), picture.height(), JpegWriter.write(picture, QUALITY));
    }
}
