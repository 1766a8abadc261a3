package dev.sightline.embedding.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sightline.embedding.clip.ModelFiles;
import dev.sightline.web.Phrases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The directory that fetched models are kept in: one folder a model, complete from the moment it is there, and
/// `.fetching` for what is not complete yet.
final class ModelStore {

    /// What is left free, for all else that lives on the disk.
    private static final long SPARE = 64_000_000;

    private static final int DIGITS = 12;

    private final List<ModelEntry> known;
    private final Path directory;
    private final Path fetching;

    /// @param known what may be kept here; whatever was gathered for others is deleted
    ModelStore(List<ModelEntry> known, Path directory) {
        this.known = known;
        this.directory = directory.toAbsolutePath().normalize();
        this.fetching = this.directory.resolve(".fetching");
    }

    /// Where the finished model is. Another revision, or other files under the same name, are another folder.
    Path folder(ModelEntry entry) {
        return directory.resolve(name(entry));
    }

    /// Where its files are gathered.
    Path area(ModelEntry entry) {
        return fetching.resolve(name(entry));
    }

    private static String name(ModelEntry entry) {
        var list = new StringBuilder();
        entry.files().forEach(file -> list.append(file.sha256())
                .append("  ")
                .append(file.path())
                .append('\n'));
        return entry.id() + "-" + Sha256.of(list.toString().getBytes(UTF_8)).substring(0, DIGITS);
    }

    ModelFiles files(ModelEntry entry) {
        return ModelFiles.verified(folder(entry), entry.id(), entry.digests());
    }

    /// Whether the finished model is there, with every file in its full length.
    boolean has(ModelEntry entry) {
        return isWhole(entry, folder(entry));
    }

    private static boolean isWhole(ModelEntry entry, Path folder) {
        return entry.files().stream().allMatch(file -> length(file.in(folder)) == file.bytes());
    }

    /// How many bytes of a model are here already, verified or not.
    long gathered(ModelEntry entry) {
        return entry.files().stream()
                .mapToLong(file ->
                        Math.min(file.bytes(), Math.max(length(file.in(area(entry))), length(part(entry, file)))))
                .sum();
    }

    Path part(ModelEntry entry, ModelFile file) {
        return area(entry).resolve(file.path() + ".part");
    }

    static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException _) {
            return 0;
        }
    }

    /// Leave to fetch into this directory, which one thread of one process has at a time; empty if another has it.
    Optional<Lease> lease() throws FetchException {
        try {
            Files.createDirectories(fetching);
            var lease = new Lease(
                    FileChannel.open(fetching.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            if (lease.isOurs()) {
                return Optional.of(lease);
            }
            lease.close();
            return Optional.empty();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /// Ends with its process, however that ends.
    record Lease(FileChannel lock) implements AutoCloseable {

        private boolean isOurs() throws IOException {
            try {
                return lock.tryLock() != null;
            } catch (OverlappingFileLockException _) {
                return false;
            }
        }

        @Override
        public void close() throws IOException {
            lock.close();
        }
    }

    /// Makes the place for a model's files, deletes what was gathered for models that nobody fetches any more, and
    /// sees to it that what is still to come fits on the disk.
    void prepare(ModelEntry entry) throws FetchException {
        try {
            clean(known.stream().filter(other -> !has(other)).map(this::area).toList());
            for (var file : entry.files()) {
                Files.createDirectories(file.in(area(entry)).getParent());
            }
            checkSpace(entry);
        } catch (IOException | UncheckedIOException e) {
            throw unwritable(e);
        }
    }

    private void clean(List<Path> wanted) throws IOException {
        try (Stream<Path> areas = Files.list(fetching)) {
            for (Path area : areas.filter(Files::isDirectory).toList()) {
                if (!wanted.contains(area)) {
                    delete(area);
                }
            }
        }
    }

    private void checkSpace(ModelEntry entry) throws IOException, FetchException {
        long needed = entry.bytes() - gathered(entry) + SPARE;
        long free = Files.getFileStore(fetching).getUsableSpace();
        if (free < needed) {
            throw FetchException.lasting(
                    "disk-full",
                    "%s needs %s of free space in %s, and %s are free. Make room, or name another directory by"
                                    .formatted(entry.name(), Phrases.size(needed), directory, Phrases.size(free))
                            + " sightline.hub.directory.",
                    null);
        }
    }

    /// Moves a model whose files are all gathered and verified to where it is looked for, in one step.
    void install(ModelEntry entry) throws FetchException {
        Path area = area(entry);
        if (!isWhole(entry, area)) {
            throw new IllegalStateException("not all files are in " + area);
        }
        try {
            for (var file : entry.files()) {
                force(file.in(area).getParent());
            }
            force(area);
            delete(folder(entry));
            Files.move(area, folder(entry), StandardCopyOption.ATOMIC_MOVE);
            force(directory);
        } catch (IOException | UncheckedIOException e) {
            throw unwritable(e);
        }
    }

    FetchException unwritable(Exception failure) {
        String reason = failure.getMessage();
        boolean full = reason != null && (reason.contains("No space left") || reason.contains("quota exceeded"));
        return full
                ? FetchException.lasting(
                        "disk-full",
                        "The disk of %s is full. Make room, or name another directory by sightline.hub.directory."
                                .formatted(directory),
                        failure)
                : FetchException.lasting(
                        "disk-failed",
                        "%s cannot be written (%s). Make it writable, or name another directory by sightline.hub.directory."
                                .formatted(directory, failure),
                        failure);
    }

    /// Returns when the names in a folder are on the disk.
    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> all = Files.walk(root)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
