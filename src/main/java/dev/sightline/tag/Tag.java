package dev.sightline.tag;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;

/// A tag and what has it.
///
/// @param count  of the images of the library that have it
/// @param images up to four of them, the newest first
@RegisterForReflection
public record Tag(String name, long count, List<UUID> images) {}
