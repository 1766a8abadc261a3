package dev.sightline.picture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;

/// What an encoder of lossless WebP did to the pixels to make them easy to compress, to be undone in reverse order.
final class WebpTransforms {

    private static final int OPAQUE_BLACK = 0xFF000000;

    private final int width;
    private final int height;
    private final Set<Kind> seen = EnumSet.noneOf(Kind.class);
    private final Deque<Transform> transforms = new ArrayDeque<>();
    private int storedWidth;

    private enum Kind {
        PREDICTION,
        COLOUR,
        GREEN,
        PALETTE
    }

    private interface Transform {
        void undo(int[] pixels);
    }

    WebpTransforms(int width, int height) {
        this.width = width;
        this.height = height;
        this.storedWidth = width;
    }

    /// In pixels: less than the picture's where several share one because there are few colours.
    int storedWidth() {
        return storedWidth;
    }

    /// Reads the next transform.
    void read(WebpBits bits, WebpLossless stream) {
        Kind kind = Kind.values()[bits.read(2)];
        if (!seen.add(kind)) {
            throw PictureException.corrupt(null);
        }
        transforms.push(
                switch (kind) {
                    case PREDICTION -> {
                        Tiles tiles = tiles(bits, stream);
                        yield pixels -> undoPrediction(pixels, tiles);
                    }
                    case COLOUR -> {
                        Tiles tiles = tiles(bits, stream);
                        yield pixels -> undoColour(pixels, tiles);
                    }
                    case GREEN -> WebpTransforms::undoGreen;
                    case PALETTE -> palette(bits, stream);
                });
    }

    void undo(int[] pixels) {
        transforms.forEach(transform -> transform.undo(pixels));
    }

    /// @param settings of each tile
    /// @param bits     of the length of a tile's side
    /// @param width    of what is covered, in pixels
    private record Tiles(int[] settings, int bits, int perRow, int width) {

        int at(int x, int y) {
            return settings[(y >> bits) * perRow + (x >> bits)];
        }
    }

    private Tiles tiles(WebpBits bits, WebpLossless stream) {
        int side = bits.read(3) + 2;
        int perRow = WebpLossless.tiles(storedWidth, side);
        return new Tiles(stream.part(perRow, WebpLossless.tiles(height, side)), side, perRow, storedWidth);
    }

    private Transform palette(WebpBits bits, WebpLossless stream) {
        int size = bits.read(8) + 1;
        int[] stored = stream.part(size, 1);
        // An index behind the end means transparent black.
        var colours = new int[256];
        for (int i = 0; i < size; i++) {
            colours[i] = sum(stored[i], i == 0 ? 0 : colours[i - 1]);
        }
        int sharing = size > 16 ? 0 : size > 4 ? 1 : size > 2 ? 2 : 3;
        storedWidth = WebpLossless.tiles(width, sharing);
        int from = storedWidth;
        return pixels -> undoPalette(pixels, colours, from, sharing);
    }

    /// From the end, because it is done in place and the pixels become more.
    private void undoPalette(int[] pixels, int[] colours, int from, int sharing) {
        int indexBits = 8 >> sharing;
        int mask = (1 << indexBits) - 1;
        for (int y = height - 1; y >= 0; y--) {
            for (int x = width - 1; x >= 0; x--) {
                int shared = pixels[y * from + (x >> sharing)] >> 8 & 0xFF;
                int place = x & (1 << sharing) - 1;
                pixels[y * width + x] = colours[shared >> place * indexBits & mask];
            }
        }
    }

    private static void undoGreen(int[] pixels) {
        for (int i = 0; i < pixels.length; i++) {
            int green = pixels[i] >> 8 & 0xFF;
            pixels[i] = sum(pixels[i], green << 16 | green);
        }
    }

    private void undoColour(int[] pixels, Tiles tiles) {
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < tiles.width(); x++, at++) {
                int factors = tiles.at(x, y);
                int pixel = pixels[at];
                int green = pixel >> 8;
                int red = (pixel >> 16) + share(factors, green);
                int blue = pixel + share(factors >> 8, green) + share(factors >> 16, red);
                pixels[at] = pixel & 0xFF00FF00 | (red & 0xFF) << 16 | blue & 0xFF;
            }
        }
    }

    /// Both are signed bytes, the factor in 32nds.
    private static int share(int factor, int sample) {
        return (byte) factor * (byte) sample >> 5;
    }

    private void undoPrediction(int[] pixels, Tiles tiles) {
        int row = tiles.width();
        pixels[0] = sum(pixels[0], OPAQUE_BLACK);
        for (int x = 1; x < row; x++) {
            pixels[x] = sum(pixels[x], pixels[x - 1]);
        }
        for (int y = 1, at = row; y < height; y++) {
            pixels[at] = sum(pixels[at], pixels[at - row]);
            at++;
            for (int x = 1; x < row; x++, at++) {
                pixels[at] = sum(pixels[at], prediction(tiles.at(x, y) >> 8 & 15, pixels, at, at - row));
            }
        }
    }

    /// @param above the pixel above `at`; what is to the right of the last one in a row is the first of the next
    private static int prediction(int mode, int[] pixels, int at, int above) {
        int left = pixels[at - 1];
        int corner = pixels[above - 1];
        int top = pixels[above];
        int right = pixels[above + 1];
        return switch (mode) {
            case 1 -> left;
            case 2 -> top;
            case 3 -> right;
            case 4 -> corner;
            case 5 -> mean(mean(left, right), top);
            case 6 -> mean(left, corner);
            case 7 -> mean(left, top);
            case 8 -> mean(corner, top);
            case 9 -> mean(top, right);
            case 10 -> mean(mean(left, corner), mean(top, right));
            case 11 -> nearer(left, top, corner);
            case 12 -> gradient(left, top, corner);
            case 13 -> halfGradient(mean(left, top), corner);
            default -> OPAQUE_BLACK;
        };
    }

    /// Of each of the four samples, without carry from one to the next.
    private static int sum(int pixel, int other) {
        int evens = (pixel & 0xFF00FF00) + (other & 0xFF00FF00);
        int odds = (pixel & 0x00FF00FF) + (other & 0x00FF00FF);
        return evens & 0xFF00FF00 | odds & 0x00FF00FF;
    }

    private static int mean(int pixel, int other) {
        return ((pixel ^ other) >>> 1 & 0x7F7F7F7F) + (pixel & other);
    }

    private static int nearer(int left, int top, int corner) {
        int toLeft = 0;
        int toTop = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            toLeft += Math.abs(sample(top, shift) - sample(corner, shift));
            toTop += Math.abs(sample(left, shift) - sample(corner, shift));
        }
        return toLeft < toTop ? left : top;
    }

    private static int gradient(int left, int top, int corner) {
        int result = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            int value = sample(left, shift) + sample(top, shift) - sample(corner, shift);
            result |= Math.clamp(value, 0, 255) << shift;
        }
        return result;
    }

    private static int halfGradient(int mean, int corner) {
        int result = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            int value = sample(mean, shift) + (sample(mean, shift) - sample(corner, shift)) / 2;
            result |= Math.clamp(value, 0, 255) << shift;
        }
        return result;
    }

    private static int sample(int pixel, int shift) {
        return pixel >>> shift & 0xFF;
    }
}
