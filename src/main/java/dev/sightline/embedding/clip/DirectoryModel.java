package dev.sightline.embedding.clip;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

final class DirectoryModel extends ModelFiles {

    private final Path directory;
    private final String name;
    private final Map<String, String> digests;

    /// @param directory absolute
    /// @param digests   the SHA-256 of those files of which it is known
    DirectoryModel(Path directory, String name, Map<String, String> digests) {
        this.directory = directory;
        this.name = name;
        this.digests = digests;
    }

    @Override
    String name() {
        return name;
    }

    @Override
    public String caveat() {
        return "";
    }

    @Override
    boolean has(String path) {
        return Files.isRegularFile(directory.resolve(path));
    }

    @Override
    InputStream open(String path) throws IOException {
        try {
            return Files.newInputStream(directory.resolve(path));
        } catch (NoSuchFileException e) {
            throw new FileNotFoundException(e.getFile());
        }
    }

    @Override
    Optional<String> digest(String path) {
        return Optional.ofNullable(digests.get(path));
    }

    @Override
    Optional<Path> onDisk(String path) {
        return Optional.of(directory.resolve(path));
    }

    @Override
    public String toString() {
        return "in " + directory;
    }
}
