package dev.sightline.index.embedded;

import dev.sightline.index.Change;
import dev.sightline.index.Kind;
import dev.sightline.index.embedded.Store.Draft;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32C;

/// The file that holds codes and columns of an index, all that it has in memory:
///
///     magic, format, length of the header
///     header: space, dimension, last change, name of the files of vectors;
///             for each kind the slots in use and the names of the media types
///     checksum of all that
///     for each kind and chunk: its columns, and which of its rows are live
///     checksum of these
///
/// Numbers of the header are big-endian, columns little-endian.
final class Snapshot {

    private static final int MAGIC = 0x534c4958;
    private static final int FORMAT = 1;
    private static final int BEFORE_HEADER = 3 * Integer.BYTES;
    private static final int LONGEST_HEADER = 1 << 20;

    /// @param floats names the files of vectors
    /// @param last   the last change that is included
    record Header(long space, int dimension, Change last, String floats, Map<Kind, Shape> shapes) {}

    /// @param used       slots, live and free ones
    /// @param mediaTypes by their number
    record Shape(int used, List<String> mediaTypes) {}

    private final FileChannel channel;
    private final CRC32C checksum = new CRC32C();

    private Snapshot(FileChannel channel) {
        this.channel = channel;
    }

    /// Writes a file of its own, and returns when it is on the disk.
    static void write(Path path, Header header, Map<Kind, Draft> drafts) throws IOException {
        try (var channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            var snapshot = new Snapshot(channel);
            snapshot.write(header(header));
            snapshot.writeChecksum();
            for (var draft : drafts.values()) {
                snapshot.writeChunks(draft, header.dimension());
            }
            snapshot.writeChecksum();
            channel.force(true);
        }
    }

    /// Reads a file, whose vectors are beside it.
    ///
    /// @return what was drafted for it, once everything has proved whole
    /// @throws UnusableException if it is not of this space and dimension, or not as it was written
    static Recovered read(Path path, long space, int dimension) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            var snapshot = new Snapshot(channel);
            var header = snapshot.readHeader();
            if (header.space() != space || header.dimension() != dimension) {
                throw new UnusableException("it is of another space");
            }
            snapshot.requireSize(header);
            var drafts = new EnumMap<Kind, Draft>(Kind.class);
            for (var kind : Kind.values()) {
                drafts.put(kind, snapshot.readChunks(header.shapes().get(kind), dimension));
            }
            snapshot.requireChecksum();
            return new Recovered(header, drafts);
        }
    }

    /// @param drafts without their vectors
    record Recovered(Header header, Map<Kind, Draft> drafts) {}

    private static ByteBuffer header(Header header) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeLong(header.space());
        out.writeInt(header.dimension());
        out.writeLong(header.last().sequence());
        out.writeLong(header.last().image().getMostSignificantBits());
        out.writeLong(header.last().image().getLeastSignificantBits());
        out.writeLong(header.last().createdAt().getEpochSecond());
        out.writeInt(header.last().createdAt().getNano());
        out.writeUTF(header.floats());
        for (var shape : header.shapes().values()) {
            out.writeInt(shape.used());
            out.writeInt(shape.mediaTypes().size());
            for (var name : shape.mediaTypes()) {
                out.writeUTF(name);
            }
        }
        return ByteBuffer.allocate(BEFORE_HEADER + bytes.size())
                .putInt(MAGIC)
                .putInt(FORMAT)
                .putInt(bytes.size())
                .put(bytes.toByteArray())
                .flip();
    }

    private Header readHeader() throws IOException {
        var before = read(ByteBuffer.allocate(BEFORE_HEADER));
        if (before.getInt() != MAGIC || before.getInt() != FORMAT) {
            throw new UnusableException("it has another format");
        }
        int length = before.getInt();
        if (length < 0 || length > LONGEST_HEADER) {
            throw new UnusableException("its header is damaged");
        }
        var bytes = read(ByteBuffer.allocate(length)).array();
        requireChecksum();
        return header(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    private static Header header(DataInputStream in) throws IOException {
        long space = in.readLong();
        int dimension = in.readInt();
        var last = new Change(
                in.readLong(),
                new UUID(in.readLong(), in.readLong()),
                Instant.ofEpochSecond(in.readLong(), in.readInt()));
        var floats = in.readUTF();
        var shapes = new EnumMap<Kind, Shape>(Kind.class);
        for (var kind : Kind.values()) {
            int used = in.readInt();
            var mediaTypes = new ArrayList<String>();
            for (int count = in.readInt(); count > 0; count--) {
                mediaTypes.add(in.readUTF());
            }
            shapes.put(kind, new Shape(used, mediaTypes));
        }
        return new Header(space, dimension, last, floats, shapes);
    }

    /// Before so much memory is taken.
    private void requireSize(Header header) throws IOException {
        long rows = header.shapes().values().stream().mapToLong(Shape::used).sum();
        long rest = channel.size() - channel.position();
        if (rest != rows * Chunk.bytesOfRow(header.dimension()) + Integer.BYTES) {
            throw new UnusableException("it is cut");
        }
    }

    /// Rows that are not live may change meanwhile: nobody reads them.
    private void writeChunks(Draft draft, int dimension) throws IOException {
        int rows = Chunk.rows(dimension);
        var buffer = buffer(Math.min(rows, draft.used()), dimension);
        for (int first = 0; first < draft.used(); first += rows) {
            int count = Math.min(rows, draft.used() - first);
            draft.chunks().get(first / rows).write(buffer.clear(), count);
            for (int slot = first; slot < first + count; slot++) {
                buffer.put((byte) (draft.live().get(slot) ? 1 : 0));
            }
            write(buffer.flip());
        }
    }

    private Draft readChunks(Shape shape, int dimension) throws IOException {
        int rows = Chunk.rows(dimension);
        var live = new BitSet(shape.used());
        var chunks = new ArrayList<Chunk>();
        var buffer = buffer(Math.min(rows, shape.used()), dimension);
        for (int first = 0; first < shape.used(); first += rows) {
            int count = Math.min(rows, shape.used() - first);
            read(buffer.clear().limit(count * Chunk.bytesOfRow(dimension)));
            var chunk = new Chunk(dimension);
            chunk.read(buffer, count);
            for (int slot = first; slot < first + count; slot++) {
                live.set(slot, buffer.get() == 1);
            }
            chunks.add(chunk);
        }
        return new Draft(shape.used(), live, chunks, shape.mediaTypes(), null);
    }

    private static ByteBuffer buffer(int rows, int dimension) {
        return ByteBuffer.allocateDirect(rows * Chunk.bytesOfRow(dimension)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void write(ByteBuffer bytes) throws IOException {
        checksum.update(bytes.duplicate());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void writeChecksum() throws IOException {
        var bytes = ByteBuffer.allocate(Integer.BYTES).putInt((int) checksum.getValue());
        write(bytes.flip());
    }

    /// @return the same buffer, full, to be read from its beginning
    private ByteBuffer read(ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into) < 0) {
                throw new UnusableException("it is cut");
            }
        }
        checksum.update(into.flip().duplicate());
        return into;
    }

    private void requireChecksum() throws IOException {
        int expected = (int) checksum.getValue();
        if (read(ByteBuffer.allocate(Integer.BYTES)).getInt() != expected) {
            throw new UnusableException("it is damaged");
        }
    }
}
