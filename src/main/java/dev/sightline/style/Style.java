package dev.sightline.style;

import dev.sightline.embedding.Vector;
import java.util.UUID;

/// Pictures that look alike.
///
/// @param named    whether a person gave it its name
/// @param centroid the direction in the middle of its pictures' vectors
/// @param size     images that have it and can be found
public record Style(UUID id, String name, boolean named, Vector centroid, long size) {}
