package dev.sightline.embedding;

/// Why something is embedded: some models treat what is stored and what is asked differently.
public enum Purpose {
    INDEX,
    QUERY
}
