package dev.sightline.picture;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/// Finds the picture within a screenshot: the largest stretch of rows, and of columns, that differs from the colour of
/// the edge. Bars and captions around it are left out where the edge's colour shows between them and the picture.
public final class Border {

    /// Looked at in a grid of about so many cells along the longer side.
    private static final int CELLS = 200;

    /// A channel of a cell differs if it is further from the edge's colour than this, of 255.
    private static final int DIFFERENT = 10;

    /// A row with a smaller share of cells that differ belongs to the border.
    private static final double SMALLEST_SHARE = 0.03;

    /// What is smaller against the whole is rather something in a picture than a picture.
    private static final double SMALLEST_PART = 0.1;

    /// Of each side.
    private static final double RIM = 0.05;

    private final Picture picture;
    private final int cell;
    private final int columns;
    private final int rows;
    private final int[][] colours;
    private final int[] edge;

    private Border(Picture picture) {
        this.picture = picture;
        cell = Math.max(1, Math.max(picture.width(), picture.height()) / CELLS);
        columns = Math.max(1, picture.width() / cell);
        rows = Math.max(1, picture.height() / cell);
        colours = new int[rows * columns][];
        Arrays.setAll(colours, at -> mean(at % columns, at / columns));
        edge = edge();
    }

    /// The part within the border, or the picture itself where it has none.
    public static Picture without(Picture picture) {
        return new Border(picture).inside();
    }

    /// The part within the rim. Chosen by `tools/quality/copies`: a photograph of a screen is found more often by it,
    /// and hardly anything less often.
    public static Picture withoutRim(Picture picture) {
        int x = (int) (picture.width() * RIM);
        int y = (int) (picture.height() * RIM);
        return picture.crop(x, y, picture.width() - 2 * x, picture.height() - 2 * y);
    }

    private Picture inside() {
        var vertical = longest(rows, row -> share(new Run(row, row + 1), new Run(0, columns)));
        var horizontal = longest(columns, column -> share(vertical, new Run(column, column + 1)));
        var closer = longest(rows, row -> vertical.has(row) ? share(new Run(row, row + 1), horizontal) : 0);
        if (closer.length() * horizontal.length() < SMALLEST_PART * rows * columns) {
            return picture;
        }
        int x = horizontal.from() * cell;
        int y = closer.from() * cell;
        int right = horizontal.to() == columns ? picture.width() : horizontal.to() * cell;
        int bottom = closer.to() == rows ? picture.height() : closer.to() * cell;
        return picture.crop(x, y, right - x, bottom - y);
    }

    /// Rows or columns from one up to before another.
    private record Run(int from, int to) {

        int length() {
            return to - from;
        }

        boolean has(int at) {
            return at >= from && at < to;
        }
    }

    private static Run longest(int count, IntToDoubleFunction share) {
        var longest = new Run(0, 0);
        int from = 0;
        for (int at = 0; at <= count; at++) {
            if (at == count || share.applyAsDouble(at) <= SMALLEST_SHARE) {
                longest = at - from > longest.length() ? new Run(from, at) : longest;
                from = at + 1;
            }
        }
        return longest;
    }

    /// Of the cells in these rows and columns, how many differ from the edge.
    private double share(Run vertical, Run horizontal) {
        int different = 0;
        for (int row = vertical.from(); row < vertical.to(); row++) {
            for (int column = horizontal.from(); column < horizontal.to(); column++) {
                different += differs(colours[row * columns + column]) ? 1 : 0;
            }
        }
        return (double) different / Math.max(1, vertical.length() * horizontal.length());
    }

    private boolean differs(int[] colour) {
        return Math.abs(colour[0] - edge[0]) > DIFFERENT
                || Math.abs(colour[1] - edge[1]) > DIFFERENT
                || Math.abs(colour[2] - edge[2]) > DIFFERENT;
    }

    private int[] mean(int column, int row) {
        var sums = new int[3];
        for (int y = row * cell; y < Math.min((row + 1) * cell, picture.height()); y++) {
            for (int x = column * cell; x < Math.min((column + 1) * cell, picture.width()); x++) {
                int at = (y * picture.width() + x) * 3;
                for (int channel = 0; channel < 3; channel++) {
                    sums[channel] += picture.rgb()[at + channel] & 0xFF;
                }
            }
        }
        int pixels = cell * cell;
        return new int[] {sums[0] / pixels, sums[1] / pixels, sums[2] / pixels};
    }

    /// The mean of the outermost cells' most frequent colour, of sixteen levels a channel.
    private int[] edge() {
        var counts = new int[1 << 12];
        var sums = new int[1 << 12][3];
        for (int at = 0; at < colours.length; at++) {
            int column = at % columns;
            int row = at / columns;
            if (column == 0 || column == columns - 1 || row == 0 || row == rows - 1) {
                var colour = colours[at];
                int level = colour[0] >> 4 << 8 | colour[1] >> 4 << 4 | colour[2] >> 4;
                counts[level]++;
                for (int channel = 0; channel < 3; channel++) {
                    sums[level][channel] += colour[channel];
                }
            }
        }
        int most = 0;
        for (int level = 1; level < counts.length; level++) {
            most = counts[level] > counts[most] ? level : most;
        }
        int count = counts[most];
        return new int[] {sums[most][0] / count, sums[most][1] / count, sums[most][2] / count};
    }
}
