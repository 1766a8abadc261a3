package dev.sightline.index;

/// A space in an engine: what a search runs against.
///
/// @param space the id of its space
public record Generation(long id, long space, int dimension, String engine) {}
