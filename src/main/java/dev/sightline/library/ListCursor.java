package dev.sightline.library;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/// Where a listing goes on: after this image, under the same filter.
@RegisterForReflection
record ListCursor(Filter filter, Instant date, UUID id) {

    ListCursor {
        Stream.of(filter, date, id).forEach(Objects::requireNonNull);
    }
}
