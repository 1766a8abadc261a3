package dev.sightline.index;

import dev.sightline.embedding.Space;

/// A space in an engine: what a search runs against.
///
/// @param model     the id by which its model is opened
/// @param dimension of its vectors
/// @param kind      of the vector that every image takes part with: of its pixels, or of what is written about it where
///                  the model sees no pictures
public record Generation(long id, String model, long spaceId, Space space, int dimension, Engine engine, Kind kind) {}
