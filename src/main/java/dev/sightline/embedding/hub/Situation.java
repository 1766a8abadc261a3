package dev.sightline.embedding.hub;

import dev.sightline.embedding.hub.Model.Failure;
import java.time.Instant;

/// @param error why it waits or has failed, else null
record Situation(ModelState state, Failure error) {

    static Situation of(ModelState state) {
        return new Situation(state, null);
    }

    /// @param until when it goes on, or null if that is not known
    static Situation waiting(String code, String reason, Instant until) {
        return new Situation(ModelState.WAITING, new Failure(code, reason, until));
    }

    static Situation failed(String code, String reason, Instant retryAt) {
        return new Situation(ModelState.FAILED, new Failure(code, reason, retryAt));
    }
}
