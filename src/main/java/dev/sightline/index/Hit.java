package dev.sightline.index;

import java.util.UUID;

/// @param cosine of the query and the entry, -1 to 1, whatever the engine's own score is
/// @param level  of the entry
public record Hit(UUID image, int ordinal, double cosine, float level) {}
