package dev.sightline.embedding.clip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.embedding.EmbeddingException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The files of one model, by their paths in the layout in which ONNX models are published for transformers.js.
public abstract class ModelFiles {

    static final String CONFIG = "config.json";
    static final String PREPROCESSOR = "preprocessor_config.json";
    static final String TOKENIZER = "tokenizer.json";

    ModelFiles() {}

    /// A model in a directory of somebody's own.
    public static ModelFiles in(Path directory) {
        var path = directory.toAbsolutePath().normalize();
        return new DirectoryModel(path, path.getFileName().toString(), Map.of());
    }

    /// A model whose files were compared with their SHA-256 when they came here, and are not read for it again.
    ///
    /// @param name    what people call the model, where its configuration does not say
    /// @param digests the SHA-256 of each file in lower-case hexadecimal, by path
    public static ModelFiles verified(Path directory, String name, Map<String, String> digests) {
        return new DirectoryModel(directory.toAbsolutePath().normalize(), name, Map.copyOf(digests));
    }

    /// The model that comes with Sightline and knows nothing but its drawn demo pictures.
    public static ModelFiles demo() {
        return new DemoModel();
    }

    /// What people call the model.
    abstract String name();

    /// What a person must know about the model before they trust it with their pictures; empty if there is nothing.
    public abstract String caveat();

    /// Finds out whether the files are there and describe a model, without reading its weights.
    ///
    /// @throws EmbeddingException if not, with what to do about it
    public void check() {
        ModelDescription.read(this);
    }

    abstract boolean has(String path);

    /// @throws FileNotFoundException if the model has no such file
    abstract InputStream open(String path) throws IOException;

    /// The SHA-256 of a file in lower-case hexadecimal, if it is known without reading the file.
    Optional<String> digest(String path) {
        return Optional.empty();
    }

    /// The file itself, where the model's files lie in a file system.
    abstract Optional<Path> onDisk(String path);

    /// Where the model is, for error messages: "in ...", "that ...".
    @Override
    public abstract String toString();

    @FunctionalInterface
    interface Reading<R> {
        R from(InputStream in) throws IOException;
    }

    /// @throws EmbeddingException if there is no such file or it cannot be read
    final <R> R read(String path, Reading<R> reading) {
        try (var in = open(path)) {
            return reading.from(in);
        } catch (FileNotFoundException e) {
            throw missing(path, e);
        } catch (IOException e) {
            throw new EmbeddingException(
                    "%s of the model %s cannot be read: %s. Check the disk, and who may read the file."
                            .formatted(path, this, e.getMessage()),
                    true,
                    e);
        }
    }

    /// @throws EmbeddingException if there is no such file or it is not JSON
    final JsonNode json(String path) {
        try {
            return new ObjectMapper().readTree(read(path, InputStream::readAllBytes));
        } catch (IOException e) {
            throw damaged(path, e.getMessage(), e);
        }
    }

    final EmbeddingException missing(String path, Exception cause) {
        return new EmbeddingException(
                ("The model %s has no %s. Get the model again, or let sightline.model-dir name a directory"
                                + " with config.json, preprocessor_config.json, tokenizer.json, onnx/vision_model*.onnx"
                                + " and onnx/text_model*.onnx.")
                        .formatted(this, path),
                false,
                cause);
    }

    final EmbeddingException damaged(String path, String reason, Exception cause) {
        return new EmbeddingException(
                "%s of the model %s is damaged, or not of a kind that Sightline reads (%s). Get the model again."
                        .formatted(path, this, reason),
                false,
                cause);
    }
}
