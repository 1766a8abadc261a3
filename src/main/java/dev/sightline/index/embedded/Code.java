package dev.sightline.index.embedded;

/// A vector in eight bits a dimension: `scale · steps`, which is `error` away from the vector.
///
/// @param steps -127 to 127, padded with zeros to [DotKernel#padded]
/// @param scale the size of a step
/// @param error the Euclidean length of what was rounded off, itself rounded up
record Code(byte[] steps, float scale, float error) {}
