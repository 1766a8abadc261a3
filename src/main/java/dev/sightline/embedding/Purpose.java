package dev.sightline.embedding;

/// Why something is embedded: some models treat what is stored and what is asked differently.
public enum Purpose {
    /// To be found.
    INDEX,
    /// To ask among vectors of one kind: of pixels, or of texts where the model sees no pictures.
    QUERY,
    /// To ask among vectors of several kinds at once.
    MIXED_QUERY
}
