package dev.sightline.ingest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/// Work on one image, as people follow it.
///
/// @param name     of the image's file
/// @param state    `waiting`, `running`, `done` or `failed`
/// @param code     of the last failure, or null
/// @param reason   of the last failure in words, or null
/// @param dueAt    when it is tried next, or null
@RegisterForReflection
public record Job(
        UUID id,
        String kind,
        UUID image,
        String name,
        String state,
        int attempts,
        String code,
        String reason,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt,
        Instant dueAt) {}
