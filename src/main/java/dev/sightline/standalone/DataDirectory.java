package dev.sightline.standalone;

import dev.sightline.Serving;
import dev.sightline.StartException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The one directory of a standalone Sightline, claimed by at most one process: the lock ends with the process, however
/// that ends.
final class DataDirectory {

    private final Path path;
    private final FileChannel lock;
    private final Secrets secrets;

    private DataDirectory(Path path, FileChannel lock, Secrets secrets) {
        this.path = path;
        this.lock = lock;
        this.secrets = secrets;
    }

    static DataDirectory claim(Serving serving) {
        try {
            Disk.privateFolder(serving.data());
            Path path = serving.data().toRealPath();
            FileChannel lock = lock(path.resolve("sightline.lock"), serving);
            return new DataDirectory(path, lock, Secrets.in(path));
        } catch (IOException e) {
            throw new StartException(
                    "The data directory " + serving.data().toAbsolutePath() + " cannot be used (" + e
                            + "). Make it writable, or choose another by --data.",
                    e);
        }
    }

    Path path() {
        return path;
    }

    Secrets secrets() {
        return secrets;
    }

    Path postgres() {
        return path.resolve("postgres");
    }

    Path postgresLog() {
        return path.resolve("postgres.log");
    }

    Path binaries() {
        return path.resolve("binaries");
    }

    Path objects() {
        return path.resolve("objects");
    }

    void release() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException("The lock on " + path + " was not released", e);
        }
    }

    private static FileChannel lock(Path file, Serving serving) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new StartException("The data directory " + file.getParent() + " is in use by another Sightline ("
                    + Files.readString(file).strip()
                    + "). Stop that one first, or choose another directory by --data.");
        }
        String holder = "process " + ProcessHandle.current().pid() + ", http://" + serving.host() + ":" + serving.port()
                + "/\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
        return channel;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }
}
