package dev.sightline.picture;

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
        for (int x = 0; x < sums.length; x++) {
            sums[x] = rgb[from + x] & 0xFF;
        }
        for (int row = 1; row < rows; row++) {
            int start = from + row * sums.length;
            for (int x = 0; x < sums.length; x++) {
                sums[x] += rgb[start + x] & 0xFF;
            }
        }
    }

    private static void meanOfColumns(int[] sums, int across, int rows, byte[] out, int at) {
        int whole = sums.length / 3 / across * across * 3;
        at = means(sums, 0, whole, across, rows, out, at);
        if (whole < sums.length) {
            means(sums, whole, sums.length, (sums.length - whole) / 3, rows, out, at);
        }
    }

    /// @return where in `out` to go on
    private static int means(int[] sums, int from, int to, int across, int rows, byte[] out, int at) {
        int count = across * rows;
        // A multiplication instead of a division: exact as long as a block has fewer than four thousand pixels.
        long inverse = Math.ceilDiv(1L << 32, count);
        for (int i = from; i < to; ) {
            int red = count / 2;
            int green = red;
            int blue = red;
            for (int end = i + across * 3; i < end; i += 3) {
                red += sums[i];
                green += sums[i + 1];
                blue += sums[i + 2];
            }
            out[at] = (byte) (red * inverse >> 32);
            out[at + 1] = (byte) (green * inverse >> 32);
            out[at + 2] = (byte) (blue * inverse >> 32);
            at += 3;
        }
        return at;
    }
}
