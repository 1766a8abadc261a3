package dev.sightline.index.embedded;

import dev.sightline.index.Hit;
import dev.sightline.index.IndexEntry;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/// Some rows of a store, column by column: what a scan reads first lies together. Their vectors are in [Floats].
final class Chunk {

    /// A mebibyte of codes with their header, so that a collector with regions of this size wastes none, and never
    /// copies them.
    private static final int BYTES = (1 << 20) - 64;

    /// All columns of a row but its code.
    private static final int BYTES_OF_COLUMNS = 7 * Integer.BYTES + 4 * Long.BYTES + 1;

    final byte[] codes;
    final float[] scales;
    final float[] errors;
    final float[] levels;
    /// Of the vectors.
    final int[] checksums;
    final int[] mediaTypes;
    final int[] ordinals;
    final int[] nanos;
    final long[] seconds;
    final long[] collections;
    final long[] high;
    final long[] low;
    /// Whether there is an entry in this row; all else stays as it is when it goes.
    final boolean[] live;
    /// Whether the checksum need not be looked at any more. Threads that read set it, which may happen twice.
    final boolean[] checked;

    Chunk(int dimension) {
        int rows = rows(dimension);
        codes = new byte[rows * DotKernel.padded(dimension)];
        scales = new float[rows];
        errors = new float[rows];
        levels = new float[rows];
        checksums = new int[rows];
        mediaTypes = new int[rows];
        ordinals = new int[rows];
        nanos = new int[rows];
        seconds = new long[rows];
        collections = new long[rows];
        high = new long[rows];
        low = new long[rows];
        live = new boolean[rows];
        checked = new boolean[rows];
    }

    /// How many rows a chunk has.
    static int rows(int dimension) {
        return Math.max(1, BYTES / DotKernel.padded(dimension));
    }

    /// How long a row is in a snapshot.
    static int bytesOfRow(int dimension) {
        return DotKernel.padded(dimension) + BYTES_OF_COLUMNS;
    }

    void set(int row, IndexEntry entry, Code code, int checksum, int mediaType) {
        System.arraycopy(code.steps(), 0, codes, row * code.steps().length, code.steps().length);
        scales[row] = code.scale();
        errors[row] = code.error();
        levels[row] = entry.level();
        checksums[row] = checksum;
        mediaTypes[row] = mediaType;
        ordinals[row] = entry.ordinal();
        nanos[row] = entry.date().getNano();
        seconds[row] = entry.date().getEpochSecond();
        collections[row] = entry.collection();
        high[row] = entry.image().getMostSignificantBits();
        low[row] = entry.image().getLeastSignificantBits();
        live[row] = true;
        checked[row] = true;
    }

    /// Whether all is as given, apart from the vector.
    boolean holds(int row, IndexEntry entry, int mediaType) {
        return ordinals[row] == entry.ordinal()
                && levels[row] == entry.level()
                && collections[row] == entry.collection()
                && mediaTypes[row] == mediaType
                && seconds[row] == entry.date().getEpochSecond()
                && nanos[row] == entry.date().getNano();
    }

    boolean isOf(int row, UUID image) {
        return high[row] == image.getMostSignificantBits() && low[row] == image.getLeastSignificantBits();
    }

    UUID image(int row) {
        return new UUID(high[row], low[row]);
    }

    boolean isBefore(int row, Instant instant) {
        long second = instant.getEpochSecond();
        return seconds[row] < second || seconds[row] == second && nanos[row] < instant.getNano();
    }

    Hit hit(int row, double cosine) {
        return new Hit(image(row), ordinals[row], cosine, levels[row]);
    }

    /// Writes the first rows.
    void write(ByteBuffer out, int rows) {
        out.put(codes, 0, codes.length / scales.length * rows);
        for (var column : new float[][] {scales, errors, levels}) {
            out.asFloatBuffer().put(column, 0, rows);
            out.position(out.position() + rows * Float.BYTES);
        }
        for (var column : new int[][] {checksums, mediaTypes, ordinals, nanos}) {
            out.asIntBuffer().put(column, 0, rows);
            out.position(out.position() + rows * Integer.BYTES);
        }
        for (var column : new long[][] {seconds, collections, high, low}) {
            out.asLongBuffer().put(column, 0, rows);
            out.position(out.position() + rows * Long.BYTES);
        }
    }

    /// Reads what [#write] wrote.
    void read(ByteBuffer in, int rows) {
        in.get(codes, 0, codes.length / scales.length * rows);
        for (var column : new float[][] {scales, errors, levels}) {
            in.asFloatBuffer().get(column, 0, rows);
            in.position(in.position() + rows * Float.BYTES);
        }
        for (var column : new int[][] {checksums, mediaTypes, ordinals, nanos}) {
            in.asIntBuffer().get(column, 0, rows);
            in.position(in.position() + rows * Integer.BYTES);
        }
        for (var column : new long[][] {seconds, collections, high, low}) {
            in.asLongBuffer().get(column, 0, rows);
            in.position(in.position() + rows * Long.BYTES);
        }
    }
}
