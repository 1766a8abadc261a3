package dev.sightline.index.embedded;

import dev.sightline.embedding.Vector;
import dev.sightline.index.Hit;
import dev.sightline.index.IndexEntry;
import dev.sightline.index.VectorRepository.Calibrated;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/// Some rows of a store, column by column: what a scan reads first lies together. A row without an image is free.
final class Chunk {

    /// A mebibyte of floats with their header, so that a collector with regions of this size wastes none.
    private static final int BYTES = (1 << 20) - 64;

    private final int dimension;
    final byte[] codes;
    final float[] values;
    final float[] scales;
    final float[] errors;
    final float[] levels;
    final long[] collections;
    final int[] mediaTypes;
    final long[] seconds;
    final int[] nanos;
    final UUID[] images;
    final int[] ordinals;

    Chunk(int dimension) {
        int rows = rows(dimension);
        this.dimension = dimension;
        codes = new byte[rows * DotKernel.padded(dimension)];
        values = new float[rows * dimension];
        scales = new float[rows];
        errors = new float[rows];
        levels = new float[rows];
        collections = new long[rows];
        mediaTypes = new int[rows];
        seconds = new long[rows];
        nanos = new int[rows];
        images = new UUID[rows];
        ordinals = new int[rows];
    }

    /// How many rows a chunk has.
    static int rows(int dimension) {
        return Math.max(1, BYTES / (Float.BYTES * dimension));
    }

    void set(int row, IndexEntry entry, float[] unit, Code code, int mediaType) {
        System.arraycopy(code.steps(), 0, codes, row * code.steps().length, code.steps().length);
        System.arraycopy(unit, 0, values, row * dimension, dimension);
        scales[row] = code.scale();
        errors[row] = code.error();
        levels[row] = entry.level();
        collections[row] = entry.collection();
        mediaTypes[row] = mediaType;
        seconds[row] = entry.date().getEpochSecond();
        nanos[row] = entry.date().getNano();
        images[row] = entry.image();
        ordinals[row] = entry.ordinal();
    }

    boolean holds(int row, IndexEntry entry, int mediaType) {
        return ordinals[row] == entry.ordinal()
                && levels[row] == entry.level()
                && collections[row] == entry.collection()
                && mediaTypes[row] == mediaType
                && seconds[row] == entry.date().getEpochSecond()
                && nanos[row] == entry.date().getNano()
                && Arrays.equals(
                        values,
                        row * dimension,
                        (row + 1) * dimension,
                        entry.vector().toArray(),
                        0,
                        dimension);
    }

    void clear(int row) {
        images[row] = null;
    }

    boolean isBefore(int row, Instant instant) {
        long second = instant.getEpochSecond();
        return seconds[row] < second || seconds[row] == second && nanos[row] < instant.getNano();
    }

    Calibrated calibrated(int row) {
        var bytes = ByteBuffer.allocate(dimension * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values, row * dimension, dimension);
        return new Calibrated(Vector.fromBytes(bytes.array()), levels[row]);
    }

    Hit hit(int row, double cosine) {
        return new Hit(images[row], ordinals[row], cosine, levels[row]);
    }
}
