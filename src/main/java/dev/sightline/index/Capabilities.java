package dev.sightline.index;

/// What an engine can do, so that the search can make up for what it cannot.
///
/// @param window    the largest `k` that is answered
/// @param exact     whether the nearest are really the nearest
/// @param immediate whether a write is seen by the next read
public record Capabilities(int window, boolean exact, boolean immediate) {}
