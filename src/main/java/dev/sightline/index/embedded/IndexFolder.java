package dev.sightline.index.embedded;

import dev.sightline.index.Change;
import dev.sightline.index.Kind;
import dev.sightline.index.embedded.Snapshot.Header;
import dev.sightline.index.embedded.Snapshot.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/// The files of an [EmbeddedIndex] that is kept over a restart, which one process uses at a time: the vectors, and the
/// [Snapshot] of all else. An index that is filled anew gets files of vectors of its own, since searches may still read
/// those of the index before it.
public final class IndexFolder {

    private static final Logger LOG = Logger.getLogger(IndexFolder.class);
    private static final String SNAPSHOT = "snapshot";
    private static final String DRAFT = "snapshot.draft";

    private final Path path;
    private final long space;
    private final int dimension;

    /// @param space of the vectors
    public IndexFolder(Path path, long space, int dimension) {
        this.path = path;
        this.space = space;
        this.dimension = dimension;
    }

    /// An empty index. What was in the folder is deleted.
    public EmbeddedIndex empty() {
        delete(path);
        var name = HexFormat.of().toHexDigits(new SplittableRandom().nextLong());
        return new EmbeddedIndex(dimension, this, name);
    }

    /// The index as its last snapshot has it. One that cannot be used is said in the log.
    public Optional<Recovered> recovered() {
        try {
            var snapshot = Snapshot.read(path.resolve(SNAPSHOT), space, dimension);
            var name = snapshot.header().floats();
            var index = new EmbeddedIndex(dimension, this, name);
            index.restore(snapshot.drafts());
            deleteFiles(path, file -> !file.equals(SNAPSHOT) && !file.startsWith(name));
            return Optional.of(new Recovered(index, snapshot.header().last()));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warnf("The snapshot in %s is not used, because %s", path, e.getMessage());
            return Optional.empty();
        }
    }

    /// @param last the last change that the index includes
    public record Recovered(EmbeddedIndex index, Change last) {}

    /// Deletes a folder with all that is in it. What is in use on a system that keeps it for that reason stays until
    /// the next time.
    public static void delete(Path folder) {
        deleteFiles(folder, _ -> true);
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.debugf(e, "%s stays", folder);
        }
    }

    Floats make(String name, Kind kind) {
        return Floats.make(floats(name, kind), dimension);
    }

    Floats open(String name, Kind kind, int slots) throws IOException {
        return Floats.open(floats(name, kind), dimension, slots);
    }

    /// Puts a new snapshot into the place of the one before it, when it is on the disk with all vectors that it refers
    /// to: whenever that is interrupted, one of both is there, whole.
    ///
    /// @param name of the files of vectors
    void write(Map<Kind, Store.Draft> drafts, Change last, String name) {
        try {
            for (var draft : drafts.values()) {
                if (draft.floats() != null) {
                    draft.floats().force();
                }
            }
            Files.createDirectories(path);
            Snapshot.write(path.resolve(DRAFT), new Header(space, dimension, last, name, shapes(drafts)), drafts);
            Files.move(path.resolve(DRAFT), path.resolve(SNAPSHOT), StandardCopyOption.ATOMIC_MOVE);
            forceNames();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Kind, Shape> shapes(Map<Kind, Store.Draft> drafts) {
        var shapes = new EnumMap<Kind, Shape>(Kind.class);
        drafts.forEach((kind, draft) -> shapes.put(kind, new Shape(draft.used(), draft.mediaTypes())));
        return shapes;
    }

    private Path floats(String name, Kind kind) {
        return path.resolve(name + "-" + kind.name().toLowerCase(Locale.ROOT) + ".floats");
    }

    private void forceNames() {
        try (var folder = FileChannel.open(path, StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            LOG.debugf(e, "This system cannot force the names in %s to the disk", path);
        }
    }

    private static void deleteFiles(Path folder, Predicate<String> which) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.newDirectoryStream(
                folder, file -> which.test(file.getFileName().toString()))) {
            for (var file : files) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.debugf(e, "Not all of %s could be deleted", folder);
        }
    }
}
