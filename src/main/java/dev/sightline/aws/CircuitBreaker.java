package dev.sightline.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Keeps from asking a service that does not answer: after some failures in a row nothing is asked for a while, then
/// one call tries whether it is back.
public final class CircuitBreaker {

    private final int limit;
    private final Duration pause;
    private final InstantSource clock;
    private final Predicate<RuntimeException> isFailure;
    private int failures;
    private Instant openUntil = Instant.MIN;

    /// @param limit failures in a row after which nothing is asked
    /// @param pause for how long
    public CircuitBreaker(int limit, Duration pause, InstantSource clock) {
        this(limit, pause, clock, _ -> true);
    }

    /// @param isFailure whether what a call throws says that the service does not answer; a refusal is an answer
    public CircuitBreaker(int limit, Duration pause, InstantSource clock, Predicate<RuntimeException> isFailure) {
        this.limit = limit;
        this.pause = pause;
        this.clock = clock;
        this.isFailure = isFailure;
    }

    /// What a service answers.
    ///
    /// @throws AwsException as it is thrown by the call, or `CircuitOpen` where nothing was asked
    public <T> T ask(Supplier<T> call) {
        enter();
        try {
            T answer = call.get();
            succeeded();
            return answer;
        } catch (RuntimeException e) {
            if (isFailure.test(e)) {
                failed();
            } else {
                succeeded();
            }
            throw e;
        }
    }

    /// Whoever is let in to try keeps others out until that is decided, or until another pause is over.
    private synchronized void enter() {
        if (failures < limit) {
            return;
        }
        var now = clock.instant();
        if (now.isBefore(openUntil)) {
            throw new AwsException("CircuitOpen", "It did not answer before, and is asked again later.", true, null);
        }
        openUntil = now.plus(pause);
    }

    private synchronized void succeeded() {
        failures = 0;
    }

    private synchronized void failed() {
        failures = Math.min(failures + 1, limit);
        if (failures == limit) {
            openUntil = clock.instant().plus(pause);
        }
    }
}
