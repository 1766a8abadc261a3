package dev.sightline.embedding.hub;

import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.clip.ClipEmbedder;
import dev.sightline.embedding.clip.ModelFiles;
import dev.sightline.embedding.clip.NativeLibraries;
import dev.sightline.embedding.clip.OnnxSettings;

/// A model that runs on this machine, by files.
interface LocalHolding extends Holding {

    /// @throws dev.sightline.embedding.EmbeddingException if they have to be fetched first
    ModelFiles files();

    @Override
    default Embedder open(OnnxSettings settings, NativeLibraries libraries) {
        return new ClipEmbedder(files(), settings, libraries);
    }
}
