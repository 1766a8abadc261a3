package dev.sightline.embedding.hub;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A published model, pinned to the byte.
///
/// @param repository on the hub: `owner/name`
/// @param revision   of the repository: a commit
@RegisterForReflection
record ModelEntry(
        String id,
        String name,
        String repository,
        String revision,
        String licence,
        Integer dimension,
        String languages,
        List<ModelFile> files) {

    ModelEntry {
        check(id, "id", "[a-z0-9][a-z0-9._-]*");
        check(repository, "repository", "[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?");
        check(revision, "revision", "[A-Za-z0-9][A-Za-z0-9._-]*");
        if (files == null || files.isEmpty()) {
            throw new IllegalArgumentException("model %s has no files".formatted(id));
        }
        files = List.copyOf(files);
        var paths = new HashSet<String>();
        files.stream().filter(file -> !paths.add(file.path())).findFirst().ifPresent(twice -> {
            throw new IllegalArgumentException("model %s has %s twice".formatted(id, twice.path()));
        });
        name = name == null ? id : name;
    }

    private static void check(String value, String what, String form) {
        if (value == null || !value.matches(form)) {
            throw new IllegalArgumentException("'%s' is not the %s of a model".formatted(value, what));
        }
    }

    long bytes() {
        return files.stream().mapToLong(ModelFile::bytes).sum();
    }

    /// The SHA-256 of each file, by its path.
    Map<String, String> digests() {
        return files.stream().collect(Collectors.toMap(ModelFile::path, ModelFile::sha256));
    }
}
