package dev.sightline.embedding.clip;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

final class DirectoryModel extends ModelFiles {

    private final Path directory;

    /// @param directory absolute; its name is the model's
    DirectoryModel(Path directory) {
        this.directory = directory;
    }

    @Override
    String name() {
        return directory.getFileName().toString();
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
    Optional<Path> onDisk(String path) {
        return Optional.of(directory.resolve(path));
    }

    @Override
    public String toString() {
        return "in " + directory;
    }
}
