package dev.sightline.generation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/// What became of a vector that was computed elsewhere.
///
/// @param image whose it is, or null if that is not known
/// @param error why it was refused, or null
@RegisterForReflection
record BroughtVector(String name, Status status, UUID image, Reason error) {

    @RegisterForReflection
    enum Status {
        @JsonProperty("stored")
        STORED,
        /// The picture has one already.
        @JsonProperty("there")
        THERE,
        @JsonProperty("refused")
        REFUSED
    }

    @RegisterForReflection
    record Reason(String code, String reason) {}

    static BroughtVector refused(String name, UUID image, String code, String reason) {
        return new BroughtVector(name, Status.REFUSED, image, new Reason(code, reason));
    }
}
