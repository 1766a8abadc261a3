package dev.sightline.embedding.hub;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.file.Path;

/// One published file of a model.
///
/// @param path   within the repository, and within the model's folder
/// @param bytes  exactly
/// @param sha256 in lower-case hexadecimal
@RegisterForReflection
record ModelFile(String path, long bytes, String sha256) {

    ModelFile {
        if (path == null || !path.matches("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*")) {
            throw new IllegalArgumentException("'%s' is not the path of a file within a model".formatted(path));
        }
        if (bytes < 1) {
            throw new IllegalArgumentException("%s has no size in bytes".formatted(path));
        }
        if (sha256 == null || !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("%s has no SHA-256 of 64 lower-case digits".formatted(path));
        }
    }

    Path in(Path folder) {
        return folder.resolve(path);
    }
}
