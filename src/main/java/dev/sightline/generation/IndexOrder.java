package dev.sightline.generation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/// An index of another system, whose vectors are to be taken, a page at a time.
///
/// @param replace whether a vector that is there gives way; not if it is left out
/// @param after   what the page before was answered with, or null for the first
@RegisterForReflection
record IndexOrder(
        @NotNull
        @Size(max = 255)
        @Pattern(
                regexp = "[A-Za-z0-9][A-Za-z0-9._-]*",
                message =
                        "has to be the name of one index: letters, digits, '.', '_' and '-', the first a letter or digit")
        String index,

        Boolean replace,
        @Size(max = 100_000) String after) {

    boolean replacing() {
        return Boolean.TRUE.equals(replace);
    }
}
