package dev.sightline.embedding.hub;

import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.clip.NativeLibraries;
import dev.sightline.embedding.clip.OnnxSettings;

/// One model, wherever it comes from.
interface Holding {

    Model describe(boolean wanted);

    /// A new embedder, which the caller closes.
    ///
    /// @param settings  of a model on this machine
    /// @param libraries that it needs
    /// @throws dev.sightline.embedding.EmbeddingException if the model has to be fetched first
    Embedder open(OnnxSettings settings, NativeLibraries libraries);

    /// Begins to fetch what is not there, in the background; does nothing if it is there or under way.
    default void fetch() {}

    default void stop() {}
}
