package dev.sightline.picture;

import java.util.Arrays;

/// Makes a picture smaller by a whole number: each block of pixels becomes their mean. Fast and coarse, good for the
/// first part of a long way down.
final class Box {

    private Box() {}

    /// How many pixels can be one so that at least `gap` times `out` are left.
    static int factor(int in, int out, double gap) {
        return Math.max(1, (int) (in / (out * gap)));
    }

    /// Blocks at the right and at the bottom may be smaller.
    static Picture reduce(Picture picture, int across, int down) {
        if (across == 1 && down == 1) {
            return picture;
        }
        int width = Math.ceilDiv(picture.width(), across);
        int height = Math.ceilDiv(picture.height(), down);
        var out = new byte[width * height * 3];
        var sums = new int[picture.width() * 3];
        for (int y = 0; y < height; y++) {
            int rows = Math.min(down, picture.height() - y * down);
            sumRows(picture.rgb(), y * down * sums.length, rows, sums);
            meanOfColumns(sums, across, rows, out, y * width * 3);
        }
        return new Picture(width, height, out);
    }

    private static void sumRows(byte[] rgb, int from, int rows, int[] sums) {
        Arrays.fill(sums, 0);
        for (int row = 0; row < rows; row++) {
            int start = from + row * sums.length;
            for (int x = 0; x < sums.length; x++) {
                sums[x] += rgb[start + x] & 0xFF;
            }
        }
    }

    private static void meanOfColumns(int[] sums, int across, int rows, byte[] out, int at) {
        for (int start = 0; start < sums.length; start += across * 3) {
            int end = Math.min(start + across * 3, sums.length);
            int count = (end - start) / 3 * rows;
            for (int sample = 0; sample < 3; sample++) {
                int sum = count / 2;
                for (int i = start + sample; i < end; i += 3) {
                    sum += sums[i];
                }
                out[at++] = (byte) (sum / count);
            }
        }
    }
}
