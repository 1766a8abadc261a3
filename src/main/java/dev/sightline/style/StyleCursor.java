package dev.sightline.style;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Objects;
import java.util.UUID;

/// Where a listing of a style goes on: after this image.
@RegisterForReflection
record StyleCursor(UUID style, float closeness, UUID image) {

    StyleCursor {
        Objects.requireNonNull(style);
        Objects.requireNonNull(image);
    }
}
