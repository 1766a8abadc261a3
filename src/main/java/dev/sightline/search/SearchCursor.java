package dev.sightline.search;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/// Where a ranking goes on.
@RegisterForReflection
record SearchCursor(UUID ranking, int from) {

    SearchCursor {
        if (ranking == null || from < 0) {
            throw new IllegalArgumentException("no place in a ranking");
        }
    }
}
