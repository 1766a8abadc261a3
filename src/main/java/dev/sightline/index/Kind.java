package dev.sightline.index;

/// What a vector was made from: the pixels, the words, or the mean of both.
public enum Kind {
    IMAGE,
    TEXT,
    COMBINED
}
