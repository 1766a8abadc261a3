package dev.sightline.ingest;

import java.time.Instant;

/// How an attempt ended.
public sealed interface Outcome {

    /// Nothing is left to do: ready, a duplicate, or failed for good.
    record Finished() implements Outcome {}

    /// To be tried again.
    record Postponed(Instant due) implements Outcome {}
}
