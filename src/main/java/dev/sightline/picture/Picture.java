package dev.sightline.picture;

import java.util.Objects;

/// Decoded pixels as a person sees them: upright, opaque, sRGB.
///
/// The array is not copied, neither here nor on reading: a picture may be hundreds of megabytes. Nobody writes to it
/// after construction.
public final class Picture {

    private final int width;
    private final int height;
    private final byte[] rgb;

    /// @param rgb `width * height * 3` bytes: rows from the top, pixels from the left, red, green, blue
    public Picture(int width, int height, byte[] rgb) {
        if (width < 1 || height < 1 || rgb.length != Math.multiplyExact(Math.multiplyExact(width, height), 3)) {
            throw new IllegalArgumentException("%d x %d pixels in %d bytes".formatted(width, height, rgb.length));
        }
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public byte[] rgb() {
        return rgb;
    }

    /// The part within a rectangle of whole pixels.
    ///
    /// @throws IndexOutOfBoundsException if the rectangle is empty or reaches outside
    public Picture crop(int x, int y, int width, int height) {
        Objects.checkFromIndexSize(x, width, this.width);
        Objects.checkFromIndexSize(y, height, this.height);
        if (width == 0 || height == 0) {
            throw new IndexOutOfBoundsException("an empty crop");
        }
        if (width == this.width && height == this.height) {
            return this;
        }
        var part = new byte[width * height * 3];
        for (int row = 0; row < height; row++) {
            System.arraycopy(rgb, ((y + row) * this.width + x) * 3, part, row * width * 3, width * 3);
        }
        return new Picture(width, height, part);
    }
}
