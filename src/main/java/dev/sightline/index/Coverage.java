package dev.sightline.index;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// How much of the library a search can find.
///
/// @param searchable images with a vector
/// @param all        images that are not failed and not in the trash
@RegisterForReflection
public record Coverage(long searchable, long all) {

    @JsonIgnore
    public boolean isComplete() {
        return searchable == all;
    }
}
