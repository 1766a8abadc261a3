package dev.sightline.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.stream.Stream;

/// Jobs that failed for the same reason.
///
/// @param count  of all
/// @param latest of them
@RegisterForReflection
public record FailureGroup(long count, List<Job> latest) {

    @JsonProperty
    public String code() {
        return latest.getFirst().code();
    }

    @JsonProperty
    public String reason() {
        return latest.getFirst().reason();
    }

    boolean isLike(FailureGroup other) {
        return code().equals(other.code()) && reason().equals(other.reason());
    }

    FailureGroup and(FailureGroup other) {
        return new FailureGroup(
                count, Stream.concat(latest.stream(), other.latest.stream()).toList());
    }
}
