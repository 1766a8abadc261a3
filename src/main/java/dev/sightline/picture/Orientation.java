package dev.sightline.picture;

/// How stored pixels must be turned to be upright: the eight values of EXIF, in its order from 1.
public enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    UPSIDE_DOWN(false, true, true),
    FLIPPED(false, false, true),
    TRANSPOSED(true, false, false),
    /// Upright after a quarter turn to the right: the usual portrait of a phone.
    LEFT(true, true, false),
    TRANSVERSE(true, true, true),
    /// Upright after a quarter turn to the left.
    RIGHT(true, false, true);

    private final boolean transposed;
    private final boolean mirrored;
    private final boolean flipped;

    /// @param transposed whether rows become columns, before the other two
    /// @param mirrored   whether left and right change places
    /// @param flipped    whether top and bottom change places
    Orientation(boolean transposed, boolean mirrored, boolean flipped) {
        this.transposed = transposed;
        this.mirrored = mirrored;
        this.flipped = flipped;
    }

    /// @param value 1 to 8; anything else says nothing and is taken as upright
    static Orientation ofExif(int value) {
        return value >= 1 && value <= 8 ? values()[value - 1] : UPRIGHT;
    }

    /// Whether the stored width is the height that people see.
    boolean swapsSides() {
        return transposed;
    }

    /// @param rgb stored pixels, `width * height * 3` bytes; returned as it is in a picture that is upright already
    Picture upright(byte[] rgb, int width, int height) {
        if (this == UPRIGHT) {
            return new Picture(width, height, rgb);
        }
        int outWidth = transposed ? height : width;
        int outHeight = transposed ? width : height;
        // Where the stored first pixel goes, and how far apart its neighbours to the right and below are then.
        int start = ((flipped ? outHeight - 1 : 0) * outWidth + (mirrored ? outWidth - 1 : 0)) * 3;
        int across = (mirrored ? -1 : 1) * 3;
        int down = (flipped ? -outWidth : outWidth) * 3;
        return new Picture(
                outWidth,
                outHeight,
                transposed
                        ? moved(rgb, width, height, start, down, across)
                        : moved(rgb, width, height, start, across, down));
    }

    private static byte[] moved(byte[] in, int width, int height, int start, int stepX, int stepY) {
        var out = new byte[in.length];
        int source = 0;
        for (int y = 0; y < height; y++) {
            int target = start + y * stepY;
            for (int x = 0; x < width; x++) {
                out[target] = in[source];
                out[target + 1] = in[source + 1];
                out[target + 2] = in[source + 2];
                source += 3;
                target += stepX;
            }
        }
        return out;
    }
}
