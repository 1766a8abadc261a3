package dev.sightline.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sightline.search.Method;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// The queries of a label set, asked one after the other.
///
/// @param labels     what the label set is called
/// @param set        whose pictures are searched, or null: those of the library
/// @param against    which kind of vectors is searched
/// @param model      that understood the queries
/// @param queries    how many there are
/// @param done       how many of them were asked
/// @param failure    why it ended early, or null
/// @param report     null until it is done
/// @param finishedAt null until it is done or failed
@RegisterForReflection
record Evaluation(
        UUID id,
        String labels,
        String set,
        Method method,
        String against,
        String model,
        State state,
        int queries,
        int done,
        String failure,
        EvaluationReport report,
        Instant createdAt,
        Instant finishedAt) {

    @RegisterForReflection
    enum State {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("done")
        DONE,
        @JsonProperty("failed")
        FAILED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
