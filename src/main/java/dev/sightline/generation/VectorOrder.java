package dev.sightline.generation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/// Vectors that were computed elsewhere.
///
/// @param replace whether a vector that is there gives way; not if it is left out
@RegisterForReflection
record VectorOrder(@NotEmpty @Size(max = 500) List<@NotNull @Valid NamedVector> vectors, Boolean replace) {

    boolean replacing() {
        return Boolean.TRUE.equals(replace);
    }

    List<GivenVector> given() {
        return vectors.stream().map(NamedVector::given).toList();
    }

    /// @param name   the key of a picture's object, whatever folders are before it, or the name of its file
    /// @param values of any length
    @RegisterForReflection
    record NamedVector(
            @NotBlank @Size(max = 2000) String name,
            @NotEmpty @Size(max = 4096) List<@NotNull Float> values) {

        GivenVector given() {
            return new GivenVector(name, null, raw());
        }

        private float[] raw() {
            var raw = new float[values.size()];
            for (int i = 0; i < raw.length; i++) {
                raw[i] = values.get(i);
            }
            return raw;
        }
    }
}
