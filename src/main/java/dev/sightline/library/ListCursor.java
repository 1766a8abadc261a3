package dev.sightline.library;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/// Where a listing goes on: after this image, under the same filter.
@RegisterForReflection
record ListCursor(Filter filter, Instant date, UUID id) {}
