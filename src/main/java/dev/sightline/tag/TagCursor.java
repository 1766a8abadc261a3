package dev.sightline.tag;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Objects;
import java.util.stream.Stream;

/// Where a listing of tags goes on: after this one.
@RegisterForReflection
record TagCursor(TagOrder order, String containing, long count, String name) {

    TagCursor {
        Stream.of(order, containing, name).forEach(Objects::requireNonNull);
    }
}
