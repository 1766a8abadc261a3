package dev.sightline.taste.personalize;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// All that was made at the service for the styles of one clustering.
///
/// @param clustering whose styles are its items; it may be gone
/// @param trackingId by which events are put, or null until there is a tracker
/// @param failure    why it goes on no more, or null
/// @param delay      why it is tried again later, or null
/// @param delays     how often in a row it was
/// @param steps      one of each kind, in the order in which they are made
record Setup(
        UUID id,
        long collection,
        UUID clustering,
        State state,
        String trackingId,
        String failure,
        String delay,
        int delays,
        Instant agreedAt,
        Instant activeAt,
        List<Step> steps) {

    enum State {
        BUILDING,
        /// Its campaign is asked.
        ACTIVE,
        /// All of it is being removed.
        ENDING;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /// @param attempt 1 for the first; those before failed
    /// @param arn     what the service calls it, or null until that is known. Of an export, the address of its
    ///     object, or null once that is deleted
    record Step(Kind kind, int attempt, String arn, State state, Instant changedAt) {

        enum State {
            PLANNED,
            /// Asked for, and not there yet. Without an ARN it is not known whether it was asked for.
            MAKING,
            MADE,
            FAILED,
            REMOVING,
            REMOVED;

            String code() {
                return name().toLowerCase(Locale.ROOT);
            }

            static State of(String code) {
                return valueOf(code.toUpperCase(Locale.ROOT));
            }
        }

        boolean is(State other) {
            return state == other;
        }
    }

    Step step(Kind kind) {
        return steps.get(kind.ordinal());
    }

    String arn(Kind kind) {
        return step(kind).arn();
    }

    /// What a thing is called at the service: always the same, so that it is found again after a crash.
    String name(Step step) {
        var name = "sightline-" + id.toString().replace("-", "");
        return step.attempt() == 1 ? name : name + "-" + step.attempt();
    }

    /// The first that is not there yet.
    Optional<Step> next() {
        return steps.stream().filter(step -> !step.is(Step.State.MADE)).findFirst();
    }

    /// The last that is not removed yet.
    Optional<Step> last() {
        return steps.reversed().stream()
                .filter(step -> !step.is(Step.State.REMOVED))
                .findFirst();
    }

    /// An item of this setup, as the service knows it.
    String item(UUID style) {
        return clustering + "-" + style;
    }
}
