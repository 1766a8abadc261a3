package dev.sightline.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sightline.index.Coverage;
import dev.sightline.index.Stage.State;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/// A generation as the API shows it.
///
/// @param model      the id of its model
/// @param name       of its model, as people know it
/// @param activating whether it becomes active by itself as soon as nothing is missing
/// @param coverage   how many images it has a vector of, and how many there are
/// @param words      of how many images what is written about them was read, and how many there are with words
/// @param copied     how many of the vectors its engine has; null where that is this process
/// @param rate       images a second while it was last being built, or null
/// @param remaining  seconds until it is complete, at that rate; null if that cannot be said
/// @param error      why it does not get on, or null
@RegisterForReflection
@JsonInclude
public record GenerationView(
        long id,
        String model,
        String name,
        int dimension,
        String engine,
        State state,
        boolean paused,
        boolean activating,
        Coverage coverage,
        Coverage words,
        Long copied,
        Double rate,
        Long remaining,
        Failure error,
        Instant createdAt,
        Instant activatedAt) {

    @RegisterForReflection
    public record Failure(String code, String reason) {}

    boolean isBeingBuilt() {
        return state == State.BUILDING && !paused;
    }

    boolean isActive() {
        return state == State.ACTIVE;
    }

    /// Whether its engine is being given vectors that are all there.
    boolean isBeingCopied() {
        return copied != null && coverage.isComplete() && words.isComplete() && copied < coverage.all();
    }

    /// How many images it can find.
    long done() {
        return copied == null ? coverage.searchable() : Math.min(copied, coverage.searchable());
    }

    /// 0 to 100, and 100 only if nothing is missing.
    public int percent() {
        long all = coverage.all() + words.all();
        return all == 0 ? 100 : Math.toIntExact(100 * (done() + words.searchable()) / all);
    }
}
