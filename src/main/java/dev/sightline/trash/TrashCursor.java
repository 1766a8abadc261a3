package dev.sightline.trash;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/// Where a listing of the trash goes on: after this image.
@RegisterForReflection
record TrashCursor(Instant trashedAt, UUID id) {

    TrashCursor {
        Objects.requireNonNull(trashedAt);
        Objects.requireNonNull(id);
    }
}
