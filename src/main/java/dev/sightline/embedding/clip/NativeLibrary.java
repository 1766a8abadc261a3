package dev.sightline.embedding.clip;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import dev.sightline.embedding.EmbeddingException;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;

/// A native library as it lies in a jar.
///
/// @param fileName as the operating system names libraries
/// @param size     in bytes
/// @param checksum CRC-32 of the content, as the jar states it
record NativeLibrary(String fileName, URL resource, long size, long checksum) {

    /// All that a local model needs, for this operating system and processor.
    ///
    /// @throws EmbeddingException if the jars have none for it
    static List<NativeLibrary> ofThisPlatform() {
        String system = System.getProperty("os.name").startsWith("Mac") ? "osx" : "linux";
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String onnxRuntime = "ai/onnxruntime/native/%s-%s/".formatted(system, arm ? "aarch64" : "x64");
        String tokenizer = "native/lib/%s-%s/cpu/".formatted(system, arm ? "aarch64" : "x86_64");
        return List.of(
                in(onnxRuntime, "onnxruntime"), in(onnxRuntime, "onnxruntime4j_jni"), in(tokenizer, "tokenizers"));
    }

    private static NativeLibrary in(String folder, String name) {
        String fileName = System.mapLibraryName(name);
        var resource = TokenizersLibrary.class.getClassLoader().getResource(folder + fileName);
        if (resource == null) {
            throw new EmbeddingException(
                    ("Local models do not run on %s with %s: there is no %s for it. They run on Linux, and on macOS"
                                    + " with Apple silicon; elsewhere choose another sightline.embedding.provider.")
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), fileName),
                    false,
                    null);
        }
        try {
            var connection = (JarURLConnection) resource.openConnection();
            connection.setUseCaches(false);
            try (var jar = connection.getJarFile()) {
                var entry = jar.getJarEntry(connection.getEntryName());
                return new NativeLibrary(fileName, resource, entry.getSize(), entry.getCrc());
            }
        } catch (IOException e) {
            throw new EmbeddingException(
                    "%s cannot be read: %s. Install Sightline again.".formatted(resource, e.getMessage()), false, e);
        }
    }

    /// Whole or not at all, whoever else does the same at this moment. A file of the right size is left as it is.
    void extract(Path directory) throws IOException {
        var file = directory.resolve(fileName);
        if (Files.isRegularFile(file) && Files.size(file) == size) {
            return;
        }
        var part = directory.resolve("%s.%s.part".formatted(fileName, UUID.randomUUID()));
        try (var in = resource.openStream()) {
            Files.copy(in, part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
