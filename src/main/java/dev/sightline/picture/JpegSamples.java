package dev.sightline.picture;

import java.util.Arrays;

/// A picture as lightness and two colour differences, -128 to 127, the latter for four pixels together; sixteen rows at
/// a time. What lies beyond its edges is as at the edges.
final class JpegSamples {

    private static final int ROWS = 2 * JpegComponent.BLOCK;
    private static final int HALF = 1 << 15;

    private final Picture picture;
    private final int stride;
    private final int[] light;
    private final int[] blueness;
    private final int[] redness;
    private final int[] pixels;
    private final int[] blues;
    private final int[] reds;

    JpegSamples(Picture picture) {
        this.picture = picture;
        this.stride = Math.ceilDiv(picture.width(), ROWS) * ROWS;
        this.light = new int[ROWS * stride];
        this.blueness = new int[ROWS * stride / 4];
        this.redness = new int[ROWS * stride / 4];
        this.pixels = new int[stride];
        this.blues = new int[2 * stride];
        this.reds = new int[2 * stride];
    }

    /// @param unit the number of the sixteen rows
    void load(int unit) {
        int last = picture.height() - 1;
        for (int y = 0; y < ROWS; y += 2) {
            int from = unit * ROWS + y;
            int half = y / 2 * (stride / 2);
            if (from > last) {
                // A row of colours that is not there is as the one above, not as if the picture went on.
                repeat(light, y * stride, stride);
                repeat(light, (y + 1) * stride, stride);
                repeat(blueness, half, stride / 2);
                repeat(redness, half, stride / 2);
            } else {
                row(from, y, 0);
                row(Math.min(from + 1, last), y + 1, stride);
                halve(blues, blueness, half);
                halve(reds, redness, half);
            }
        }
    }

    private static void repeat(int[] rows, int at, int length) {
        System.arraycopy(rows, at - length, rows, at, length);
    }

    private void row(int y, int to, int at) {
        byte[] rgb = picture.rgb();
        int width = picture.width();
        for (int x = 0, from = y * width * 3; x < width; x++, from += 3) {
            pixels[x] = rgb[from] & 0xFF | (rgb[from + 1] & 0xFF) << 8 | (rgb[from + 2] & 0xFF) << 16;
        }
        Arrays.fill(pixels, width, stride, pixels[width - 1]);
        light(pixels, light, to * stride, stride);
        differences(pixels, blues, reds, at, stride);
    }

    private static void light(int[] pixels, int[] light, int at, int count) {
        for (int x = 0; x < count; x++) {
            int red = pixels[x] & 0xFF;
            int green = pixels[x] >> 8 & 0xFF;
            int blue = pixels[x] >> 16;
            light[at + x] = (19595 * red + 38470 * green + 7471 * blue + HALF >> 16) - 128;
        }
    }

    private static void differences(int[] pixels, int[] blues, int[] reds, int at, int count) {
        for (int x = 0; x < count; x++) {
            int red = pixels[x] & 0xFF;
            int green = pixels[x] >> 8 & 0xFF;
            int blue = pixels[x] >> 16;
            blues[at + x] = -11059 * red - 21709 * green + 32768 * blue + HALF - 1 >> 16;
            reds[at + x] = 32768 * red - 27439 * green - 5329 * blue + HALF - 1 >> 16;
        }
    }

    /// Halves are rounded down and up in turn.
    private void halve(int[] two, int[] one, int at) {
        for (int x = 0; x < stride / 2; x++) {
            int sum = two[2 * x] + two[2 * x + 1] + two[stride + 2 * x] + two[stride + 2 * x + 1];
            one[at + x] = sum + 1 + (x & 1) >> 2;
        }
    }

    /// Samples of a row; half as many of the colours.
    int stride() {
        return stride;
    }

    int[] light() {
        return light;
    }

    int[] blueness() {
        return blueness;
    }

    int[] redness() {
        return redness;
    }
}
