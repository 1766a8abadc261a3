package dev.sightline.embedding.hub;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// How far a model is on this machine.
@RegisterForReflection
public enum ModelState {
    /// Not here, and nobody is fetching it.
    @JsonProperty("absent")
    ABSENT,
    /// Being fetched, with a pause: after an error that may pass, or until somebody else is done.
    @JsonProperty("waiting")
    WAITING,
    @JsonProperty("fetching")
    FETCHING,
    /// All bytes of a file are here, and are compared with what the catalogue says.
    @JsonProperty("verifying")
    VERIFYING,
    @JsonProperty("ready")
    READY,
    @JsonProperty("failed")
    FAILED;

    /// Whether it may be ready without anybody doing anything.
    public boolean isUnderWay() {
        return this == WAITING || this == FETCHING || this == VERIFYING;
    }
}
