package dev.sightline.index.embedded;

import dev.sightline.embedding.Vector;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// Vectors in a file, as little-endian float32, by slot. Whoever calls sees to it that nobody reads while something is
/// written.
///
/// They are read through a map of the file, so that the system keeps in memory what is asked for, and no more than
/// there is room for. They are written through the file itself: where the disk is full that is an exception, and a
/// write through the map would be a fault of the process. It is a [RandomAccessFile] because a channel is closed for
/// good when a thread that writes to it is interrupted. The map goes when nobody has it any more.
final class Floats {

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int dimension;
    private final int rows;
    private final RandomAccessFile file;
    private final List<MemorySegment> extents = new ArrayList<>();

    private Floats(Path path, int dimension) throws IOException {
        this.dimension = dimension;
        this.rows = Chunk.rows(dimension);
        this.file = new RandomAccessFile(path.toFile(), "rw");
    }

    /// In a new file.
    static Floats make(Path path, int dimension) {
        try {
            Files.createDirectories(path.getParent());
            Files.createFile(path);
            return new Floats(path, dimension);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /// In a file that is there, which has to be long enough for so many slots.
    static Floats open(Path path, int dimension, int slots) throws IOException {
        if (!Files.isRegularFile(path) || Files.size(path) < (long) slots * dimension * Float.BYTES) {
            throw new UnusableException("its vectors are missing");
        }
        var floats = new Floats(path, dimension);
        while (floats.extents.size() * (long) floats.rows < slots) {
            floats.mapNext();
        }
        return floats;
    }

    /// In a file that goes with the process, at the latest. It has no name any more where the system allows that.
    static Floats temporary(int dimension) {
        try {
            var path = Files.createTempFile("sightline-index-", ".floats");
            var floats = new Floats(path, dimension);
            if (!path.toFile().delete()) {
                path.toFile().deleteOnExit();
            }
            return floats;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    void write(int slot, byte[] vector) {
        try {
            if (slot / rows == extents.size()) {
                mapNext();
            }
            file.seek((long) slot * vector.length);
            file.write(vector);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /// @param into as long as a vector
    void read(int slot, float[] into) {
        MemorySegment.copy(extents.get(slot / rows), FLOAT, offset(slot), into, 0, dimension);
    }

    Vector read(int slot) {
        return Vector.fromBytes(vector(slot).asByteBuffer());
    }

    byte[] bytes(int slot) {
        return vector(slot).toArray(ValueLayout.JAVA_BYTE);
    }

    int checksum(int slot) {
        var checksum = new CRC32C();
        checksum.update(vector(slot).asByteBuffer());
        return (int) checksum.getValue();
    }

    static int checksum(byte[] vector) {
        var checksum = new CRC32C();
        checksum.update(vector);
        return (int) checksum.getValue();
    }

    /// Returns when all that was written is on the disk.
    void force() throws IOException {
        file.getFD().sync();
    }

    private MemorySegment vector(int slot) {
        return extents.get(slot / rows).asSlice(offset(slot), (long) dimension * Float.BYTES);
    }

    private long offset(int slot) {
        return (long) (slot % rows) * dimension * Float.BYTES;
    }

    /// Makes the file longer where necessary, which takes no room on the disk yet. The channel must not see that its
    /// thread is interrupted, because it would close the file.
    private void mapNext() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            long size = (long) rows * dimension * Float.BYTES;
            extents.add(file.getChannel().map(MapMode.READ_ONLY, extents.size() * size, size, Arena.ofAuto()));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static UncheckedIOException unwritable(IOException e) {
        return new UncheckedIOException(
                "The index cannot be written (%s). Make room on its disk, or name another directory by"
                                .formatted(e.getMessage())
                        + " sightline.index.directory.",
                e);
    }
}
