package dev.sightline.style;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// A number of styles that was tried on a sample.
///
/// @param silhouette how much closer pictures are to their own style than to the next one, -1 to 1
/// @param stability  how alike clusterings are that start at random: 1 the same, 0 chance
@RegisterForReflection
record Candidate(int k, double silhouette, double stability) {}
