package dev.sightline.index;

import dev.sightline.index.embedded.IndexFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Where the embedded engine keeps its files, a folder for each generation, used by one process at a time: the lock
/// ends with the process, however that ends.
final class IndexDirectory {

    private static final Logger LOG = Logger.getLogger(IndexDirectory.class);

    private final Path path;
    private final FileChannel lock;

    private IndexDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Empty if another has it, or it cannot be written. The index is in temporary files then.
    static Optional<IndexDirectory> claim(Path path) {
        try {
            Files.createDirectories(path);
            var lock = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(lock)) {
                return Optional.of(new IndexDirectory(path, lock));
            }
            lock.close();
            LOG.infof("Another process keeps its index in %s: this one keeps it in temporary files", path);
        } catch (IOException e) {
            LOG.warnf(
                    "The index is not kept over a restart: %s cannot be written (%s). Make it writable, or name"
                            + " another directory by sightline.index.directory.",
                    path, e);
        }
        return Optional.empty();
    }

    IndexFolder folder(Generation generation) {
        return new IndexFolder(folder(generation.id()), generation.spaceId(), generation.dimension());
    }

    /// The generations of which there is a folder.
    List<Long> generations() {
        try (var folders = Files.list(path)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("\\d{1,18}"))
                    .map(Long::valueOf)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(long generation) {
        IndexFolder.delete(folder(generation));
    }

    void release() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder(long generation) {
        return path.resolve(Long.toString(generation));
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }
}
