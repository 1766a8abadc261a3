package dev.sightline.embedding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/// Which model turns texts and pictures into vectors.
@ConfigMapping(prefix = "sightline.embedding")
interface EmbeddingConfiguration {

    @WithDefault("clip")
    Provider provider();

    /// The directory of a CLIP or SigLIP model in the layout of transformers.js; the bundled demo model if not set.
    Optional<Path> modelDir();

    /// How many threads of a local model work on one input together. One is the least work for the processors; pictures
    /// are taken in by several workers anyway.
    @WithDefault("1")
    int threads();

    enum Provider {
        /// A CLIP or SigLIP model on this machine.
        CLIP
    }
}
