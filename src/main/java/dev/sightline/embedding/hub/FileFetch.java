package dev.sightline.embedding.hub;

import dev.sightline.embedding.hub.Hub.Body;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Gets one file of a model, whatever happens on the way: a lost connection is taken up where it was lost, by this
/// process or by the next.
final class FileFetch {

    private static final int BUFFER = 1 << 16;

    private final Hub hub;
    private final ModelStore store;
    private final ModelEntry entry;
    private final ModelFile file;
    private final Path part;
    private final Watcher watcher;

    /// What a fetch tells about itself.
    interface Watcher {

        /// So many bytes more are here; fewer, where some were thrown away.
        void moved(long bytes);

        void verifying();

        /// Waits before the next attempt.
        ///
        /// @param gained whether the last attempt got any further
        /// @throws FetchException if it is not worth waiting for
        void pause(FetchException failure, boolean gained) throws FetchException, InterruptedException;
    }

    FileFetch(Hub hub, ModelStore store, ModelEntry entry, ModelFile file, Watcher watcher) {
        this.hub = hub;
        this.store = store;
        this.entry = entry;
        this.file = file;
        this.part = store.part(entry, file);
        this.watcher = watcher;
    }

    /// Returns when the file is here, verified, and on the disk. Wrong bytes are thrown away, and asked for once more.
    void run() throws FetchException, InterruptedException {
        for (boolean again = false; ; again = true) {
            gather();
            watcher.verifying();
            if (isRight()) {
                keep();
                return;
            }
            boolean isShort = length() < file.bytes();
            discard();
            if (again) {
                throw isShort ? Hub.wrongSize(file, "fewer") : Hub.wrongBytes(file);
            }
        }
    }

    private long length() {
        return ModelStore.length(part);
    }

    /// Returns when as many bytes are here as there should be, or as the hub has.
    private void gather() throws FetchException, InterruptedException {
        long furthest = length();
        boolean more = length() < file.bytes();
        while (more) {
            try {
                more = transfer();
            } catch (FetchException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (!e.isPassing()) {
                    throw e;
                }
                watcher.pause(e, length() > furthest);
                furthest = Math.max(furthest, length());
            }
        }
    }

    /// @return whether anything is left to come
    private boolean transfer() throws FetchException, InterruptedException {
        long here = length();
        var answer = hub.open(entry, file, here);
        if (answer.isEmpty()) {
            return false;
        }
        try (var body = answer.get();
                var out = open(body.from())) {
            watcher.moved(body.from() - here);
            copy(body, out);
            return false;
        } catch (IOException e) {
            throw store.unwritable(e);
        }
    }

    /// Opened for what comes from a place on; a hub that cannot begin there begins anew.
    private RandomAccessFile open(long from) throws IOException {
        var out = new RandomAccessFile(part.toFile(), "rw");
        try {
            if (out.length() != from) {
                out.setLength(from);
            }
            out.seek(from);
            return out;
        } catch (IOException e) {
            out.close();
            throw e;
        }
    }

    private void copy(Body body, RandomAccessFile out) throws FetchException, InterruptedException, IOException {
        var buffer = new byte[BUFFER];
        long here = body.from();
        for (int read = read(body, buffer); read >= 0; read = read(body, buffer)) {
            if (here + read > file.bytes()) {
                discard();
                throw Hub.wrongSize(file, "more");
            }
            out.write(buffer, 0, read);
            here += read;
            watcher.moved(read);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        if (here < file.bytes()) {
            throw hub.cut(file);
        }
    }

    private int read(Body body, byte[] buffer) throws FetchException {
        try {
            return body.in().read(buffer);
        } catch (IOException e) {
            throw hub.failed(body.address(), e);
        }
    }

    private boolean isRight() throws FetchException {
        try {
            return length() == file.bytes() && Sha256.of(part).equals(file.sha256());
        } catch (IOException e) {
            throw store.unwritable(e);
        }
    }

    private void keep() throws FetchException {
        try {
            try (var out = new RandomAccessFile(part.toFile(), "rw")) {
                out.getFD().sync();
            }
            Files.move(part, file.in(store.area(entry)), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw store.unwritable(e);
        }
    }

    private void discard() throws FetchException {
        try {
            watcher.moved(-length());
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw store.unwritable(e);
        }
    }
}
