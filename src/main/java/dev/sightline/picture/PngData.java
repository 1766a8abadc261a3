package dev.sightline.picture;

import java.util.Iterator;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The rows of a PNG: inflated from its data chunks, and freed of the filters that made them easy to compress.
final class PngData implements AutoCloseable {

    /// The content of a data chunk.
    record Part(int offset, int length) {}

    private final Inflater inflater = new Inflater();
    private final byte[] filter = new byte[1];
    private final Bytes file;
    private final Iterator<Part> parts;

    PngData(Bytes file, List<Part> parts) {
        this.file = file;
        this.parts = parts.iterator();
    }

    /// The next row.
    ///
    /// @param above      the row before it, zeros before the first of a pass
    /// @param pixelBytes how far the pixel to the left is away, at least 1
    void read(byte[] row, byte[] above, int pixelBytes) {
        inflate(filter);
        inflate(row);
        switch (filter[0]) {
            case 0 -> {}
            case 1 -> addLeft(row, pixelBytes);
            case 2 -> addAbove(row, above);
            case 3 -> addAverage(row, above, pixelBytes);
            case 4 -> addPaeth(row, above, pixelBytes);
            default -> throw PictureException.corrupt(null);
        }
    }

    private void inflate(byte[] target) {
        try {
            int filled = 0;
            while (filled < target.length) {
                int count = inflater.inflate(target, filled, target.length - filled);
                filled += count;
                if (count == 0) {
                    feed();
                }
            }
        } catch (DataFormatException e) {
            throw PictureException.corrupt(e);
        }
    }

    private void feed() {
        if (inflater.finished() || inflater.needsDictionary()) {
            throw PictureException.corrupt(null);
        }
        if (!parts.hasNext()) {
            throw PictureException.truncated();
        }
        Part part = parts.next();
        inflater.setInput(file.array(), part.offset(), part.length());
    }

    private static void addLeft(byte[] row, int distance) {
        for (int i = distance; i < row.length; i++) {
            row[i] += row[i - distance];
        }
    }

    private static void addAbove(byte[] row, byte[] above) {
        for (int i = 0; i < row.length; i++) {
            row[i] += above[i];
        }
    }

    private static void addAverage(byte[] row, byte[] above, int distance) {
        for (int i = 0; i < row.length; i++) {
            int left = i < distance ? 0 : row[i - distance] & 0xFF;
            row[i] += (byte) (left + (above[i] & 0xFF) >> 1);
        }
    }

    private static void addPaeth(byte[] row, byte[] above, int distance) {
        for (int i = 0; i < Math.min(distance, row.length); i++) {
            row[i] += above[i];
        }
        for (int i = distance; i < row.length; i++) {
            int left = row[i - distance] & 0xFF;
            int up = above[i] & 0xFF;
            int corner = above[i - distance] & 0xFF;
            int toLeft = Math.abs(up - corner);
            int toUp = Math.abs(left - corner);
            int toCorner = Math.abs(left + up - 2 * corner);
            int nearest = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
            row[i] += (byte) nearest;
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
