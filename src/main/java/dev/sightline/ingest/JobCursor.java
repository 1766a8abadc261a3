package dev.sightline.ingest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Which jobs are listed, and the last one that was.
///
/// @param code   of the failure, or null for any
/// @param reason of the failure, or null for any
/// @param at     when the last one ended or was made; null before the first
@RegisterForReflection
record JobCursor(List<String> states, String code, String reason, Instant at, UUID id) {

    static JobCursor first(List<String> states, String code, String reason) {
        return new JobCursor(states, code, reason, null, null);
    }

    /// Whether it says where a list goes on.
    boolean isPlace() {
        return states != null && at != null && id != null;
    }

    JobCursor after(Job last) {
        var ended = last.finishedAt() == null ? last.createdAt() : last.finishedAt();
        return new JobCursor(states, code, reason, ended, last.id());
    }
}
