package dev.sightline.embedding.clip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The files of a model, with a list of those that were opened.
final class WatchedFiles extends ModelFiles {

    private final ModelFiles files;
    private final List<String> opened = new ArrayList<>();

    WatchedFiles(ModelFiles files) {
        this.files = files;
    }

    List<String> opened() {
        return opened;
    }

    @Override
    String name() {
        return files.name();
    }

    @Override
    public String caveat() {
        return files.caveat();
    }

    @Override
    boolean has(String path) {
        return files.has(path);
    }

    @Override
    InputStream open(String path) throws IOException {
        opened.add(path);
        return files.open(path);
    }

    @Override
    Optional<Path> onDisk(String path) {
        return files.onDisk(path);
    }

    @Override
    public String toString() {
        return files.toString();
    }
}
