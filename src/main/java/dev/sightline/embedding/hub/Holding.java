package dev.sightline.embedding.hub;

import dev.sightline.embedding.clip.ModelFiles;

/// One model, wherever it comes from.
interface Holding {

    Model describe(boolean wanted);

    /// @throws dev.sightline.embedding.EmbeddingException if they have to be fetched first
    ModelFiles files();

    /// Begins to fetch what is not there, in the background; does nothing if it is there or under way.
    default void fetch() {}

    default void stop() {}
}
