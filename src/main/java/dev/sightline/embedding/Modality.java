package dev.sightline.embedding;

/// What a model can read.
public enum Modality {
    TEXT,
    IMAGE
}
