package dev.sightline.index;

import java.util.List;

/// What a search found by comparing vectors.
///
/// @param hits in [Hit#ORDER], each with its level
/// @param more whether there may be others that pass the filter
public record Nearest(List<Hit> hits, boolean more) {}
